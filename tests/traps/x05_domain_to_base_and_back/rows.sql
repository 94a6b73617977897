-- SPDX-License-Identifier: MIT
insert into t values (1, 2, 3, null), (2, 3, 4, 5);
