-- SPDX-License-Identifier: MIT
insert into b values (1, 'x');
insert into a values (1, 'n', 1, 'g');
