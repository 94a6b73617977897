-- SPDX-License-Identifier: MIT
insert into a values (1, 1);
insert into b values (1, 7), (2, 7);
