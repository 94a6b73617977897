-- SPDX-License-Identifier: MIT
insert into t (id, a, b, n, gone) values (1, 'a', 'b', 5, null), (2, 'a', null, 6, 'g');
