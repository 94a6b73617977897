-- SPDX-License-Identifier: MIT
insert into t (v, n) values ('a', 1), ('a', 20), ('b', 2);
