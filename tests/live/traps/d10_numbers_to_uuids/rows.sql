-- SPDX-License-Identifier: MIT
insert into metrics (v) values ('a'), ('b'), ('c');
delete from metrics where v = 'b';
