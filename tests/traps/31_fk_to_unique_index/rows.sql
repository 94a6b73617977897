-- SPDX-License-Identifier: MIT
insert into b values (1, 'x'), (2, 'y');
insert into a values (1, 'x');
