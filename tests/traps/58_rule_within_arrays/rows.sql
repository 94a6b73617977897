-- SPDX-License-Identifier: MIT
insert into t values (1, '{1,2}', '(3)', 4, '{x}'), (2, null, null, 1, '{}');
