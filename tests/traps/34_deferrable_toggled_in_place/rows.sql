-- SPDX-License-Identifier: MIT
insert into p values (1, 1, 1, 1), (2, 2, 2, 2);
insert into t values (1, 1, 2, 1, 2);
