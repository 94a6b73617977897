-- SPDX-License-Identifier: MIT
insert into t values (1, 1, 'x'), (2, null, 'four'), (3, null, null);
