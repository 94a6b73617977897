-- SPDX-License-Identifier: MIT
insert into a values ('x', 1);
insert into b (n) values (1), (2);
delete from b where id = 2;
insert into c values (5, 6);
