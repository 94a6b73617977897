-- SPDX-License-Identifier: MIT
insert into t values (1, 1, 10, 'c1', 'd1'), (2, 20, 2, 'c2', 'd2');
