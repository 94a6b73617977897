-- SPDX-License-Identifier: MIT
insert into t values (1, 'c', 'r', 1), (2, null, 'q', 2), (3, null, 'r', 3), (4, 'a', 'r', 4), (5, 'b', 'p', 5);
insert into k values ('c', 'r', 1), ('a', 'r', 2), ('c', 'p', 3);
