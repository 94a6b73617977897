-- SPDX-License-Identifier: MIT
insert into t values (1, null), (2, 9);
