-- SPDX-License-Identifier: MIT
insert into t values (1, 'c', 'q', 1), (2, 'b', 'r', 2), (3, null, 'q', 3), (4, null, 'r', 4);
