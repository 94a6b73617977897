-- SPDX-License-Identifier: MIT
insert into p values (1, 11), (2, 22);
insert into t values (1, 11, 5, 3), (2, 22, 6, 4);
