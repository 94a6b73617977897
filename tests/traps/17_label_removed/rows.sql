-- SPDX-License-Identifier: MIT
insert into t values (1, 'c', 'a'), (2, 'b', null), (3, 'a', 'a');
