-- SPDX-License-Identifier: MIT
insert into t (id, a) values (1, 7), (2, 8);
