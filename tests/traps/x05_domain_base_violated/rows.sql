-- SPDX-License-Identifier: MIT
insert into t values (1, 7), (2, 3);
