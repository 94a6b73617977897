-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', null), (2, 'b', 'a'), (3, 'c', 'b');
