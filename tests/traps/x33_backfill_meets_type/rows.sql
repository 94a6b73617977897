-- SPDX-License-Identifier: MIT
insert into t values (1, 'gone', 'gone', '7'), (2, null, null, null), (3, 'b', 'a', '9');
