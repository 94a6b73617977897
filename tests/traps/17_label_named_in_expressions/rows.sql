-- SPDX-License-Identifier: MIT
insert into t (id, n) values (1, 2), (2, 3);
