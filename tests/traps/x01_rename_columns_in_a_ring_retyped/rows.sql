-- SPDX-License-Identifier: MIT
insert into t values (1, 1, 'two', true), (2, -1, '', false);
