-- SPDX-License-Identifier: MIT
insert into t values (1, 2);
insert into w values (1, 9);
