-- SPDX-License-Identifier: MIT
insert into t values (1, 2, 7, 'x'), (2, 3, 8, null);
