-- SPDX-License-Identifier: MIT
insert into metrics (v) values ('a'), ('b'), ('c'), ('d');
delete from metrics where v = 'b';
