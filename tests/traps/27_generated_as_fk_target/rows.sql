-- SPDX-License-Identifier: MIT
insert into p (a) values (1), (2);
insert into t values (1, 100);
