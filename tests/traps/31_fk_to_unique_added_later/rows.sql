-- SPDX-License-Identifier: MIT
insert into b values (1, 'x', 5), (2, 'y', 6);
insert into a values (1, 'x', 1, 5);
