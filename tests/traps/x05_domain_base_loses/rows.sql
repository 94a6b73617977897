-- SPDX-License-Identifier: MIT
insert into t values (1, 1.125, '007', '4'), (2, 2.5, '12', null), (3, 3.333, '3', '5');
