-- SPDX-License-Identifier: MIT
insert into metrics (v) values ('new');
delete from metrics where v = 'a';
