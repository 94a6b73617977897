-- SPDX-License-Identifier: MIT
insert into t values (1, 'c', '{c,a}'), (2, 'b', default);
