-- SPDX-License-Identifier: MIT
insert into a (n) values (1), (2);
insert into b (n, a) values (3, 1), (4, 2), (5, 2);
insert into c (n, b) values (6, 3);
