-- SPDX-License-Identifier: MIT
insert into t values (1, 1, 'a', 2, 3, null, 1, 5), (2, 2, 'b', 3, 4, 7, 2, 6);
insert into "a b".u values (1, 'x');
