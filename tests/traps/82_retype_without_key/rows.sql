-- SPDX-License-Identifier: MIT
insert into plain (n, m) values (1, 1), (2, 2);
