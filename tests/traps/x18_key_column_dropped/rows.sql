-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', 5), (2, 'b', 6);
insert into u values (1, 1, 5), (1, 2, 6), (2, 1, 7);
