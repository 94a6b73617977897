-- SPDX-License-Identifier: MIT
insert into t values (1, '12', 'x"y', '1', '{1,2,NULL}', 7), (2, 'none', '', '2', '{}', 8);
