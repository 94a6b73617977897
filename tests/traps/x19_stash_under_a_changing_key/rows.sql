-- SPDX-License-Identifier: MIT
insert into a values (1, 'g1', 'abcdef', 7), (2, 'g2', 'x', 8);
insert into b values (1, 2, 'h');
