-- SPDX-License-Identifier: MIT
insert into t values (0, 1), (1, 5);
