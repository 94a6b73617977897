-- SPDX-License-Identifier: MIT
insert into t (id, a, b, f, g) values (1, null, 2, null, 'x'), (2, 5, 3, 6, 'y');
