-- SPDX-License-Identifier: MIT
insert into t values (1, 'good', '{good,bad}'), (2, 'bad', null), (3, null, '{}');
