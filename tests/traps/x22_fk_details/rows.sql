-- SPDX-License-Identifier: MIT
insert into p values (1, 1), (1, 2);
insert into q values (1, 1), (1, 2);
insert into t values (1, 1, 1, 2), (2, null, null, 1);
