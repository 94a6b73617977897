-- SPDX-License-Identifier: MIT
insert into t values (1, 'low'), (2, 'mid'), (3, 'high');
