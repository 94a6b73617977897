-- SPDX-License-Identifier: MIT
insert into a values (1, 'g1', 'abcdef'), (2, 'g2', 'x');
