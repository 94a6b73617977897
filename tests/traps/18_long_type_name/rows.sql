-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', 'a'), (2, 'b', 'b');
