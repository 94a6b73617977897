-- SPDX-License-Identifier: MIT
insert into t values (1, 1.125, null, 4.125, 1), (2, 2.5, 3.333, 5.5, 2);
