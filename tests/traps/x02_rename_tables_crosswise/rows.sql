-- SPDX-License-Identifier: MIT
insert into a (n) values (1), (2), (3);
insert into b (n, a_id) values (10, 2);
update a set b_id = 1 where n = 3;
