-- SPDX-License-Identifier: MIT
insert into t values (1, 'x', 'q', 1.5), (2, 'y', 'r', 2);
