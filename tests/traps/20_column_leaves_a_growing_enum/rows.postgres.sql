-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', 'b', 'x', 'y'), (2, 'b', 'a', 'y', 'x'), (3, 'b', 'a', 'z', 'x');
