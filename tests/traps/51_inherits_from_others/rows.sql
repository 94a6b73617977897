-- SPDX-License-Identifier: MIT
insert into c values (1, 2, 3), (4, 5, 6);
insert into e values (7);
insert into heir (h) values (8);
