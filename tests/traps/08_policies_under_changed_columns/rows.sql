-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', 5, null, '12'), (2, '', 0, 'x', '0');
