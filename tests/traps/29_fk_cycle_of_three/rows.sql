-- SPDX-License-Identifier: MIT
insert into a values (1, null), (2, null);
insert into c values (7, 1);
insert into b values (5, 7);
update a set b_id = 5 where id = 2;
