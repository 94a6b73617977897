-- SPDX-License-Identifier: MIT
insert into t (id, a, b) values (1, 'x', 1), (2, 'y', 2);
insert into u values (1, 2);
