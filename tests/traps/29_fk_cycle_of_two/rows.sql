-- SPDX-License-Identifier: MIT
insert into a values (1, 1, null);
insert into b values (1, 1, 1), (2, 2, 1);
update a set b_id = 2;
