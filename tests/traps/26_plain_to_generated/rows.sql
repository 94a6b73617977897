-- SPDX-License-Identifier: MIT
insert into t values (1, 2, 99), (2, 4, 98);
