-- SPDX-License-Identifier: MIT
insert into t values (1, 'c'), (2, 'c'), (3, 'a');
