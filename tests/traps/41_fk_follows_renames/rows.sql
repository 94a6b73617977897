-- SPDX-License-Identifier: MIT
insert into p values (1, 'c', 5, 6), (2, 'd', 6, 5);
insert into t values (1, 2, 'c', 5, 6);
