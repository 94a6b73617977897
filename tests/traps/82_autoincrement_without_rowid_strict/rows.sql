-- SPDX-License-Identifier: MIT
insert into a (n) values (1), (2), (3);
delete from a where id > 1;
insert into w values ('k', 5);
insert into s values (7, 8);
insert into ws values ('x', 1, null), ('y', 1, 3);
