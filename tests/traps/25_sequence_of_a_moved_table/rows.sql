-- SPDX-License-Identifier: MIT
insert into t (n) values (1.5), (2.5);
