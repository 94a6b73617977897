-- SPDX-License-Identifier: MIT
insert into t (p) values (1), (2), (3);
