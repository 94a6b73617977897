-- SPDX-License-Identifier: MIT
insert into t (id, a, b) values (1, 2, 3);
