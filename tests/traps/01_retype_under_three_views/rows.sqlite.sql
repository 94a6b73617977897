-- SPDX-License-Identifier: MIT
insert into t values (1, 2147483647 - 1, 'a'), (2, 5, 'b');
