-- SPDX-License-Identifier: MIT
insert into p values (1, 7), (2, 8);
insert into t values (1, 7, 1), (2, 8, 2);
