-- SPDX-License-Identifier: MIT
insert into t values (7, 1), (9, 2);
insert into u values (100, 1), (101, 1);
insert into v values (1, 1), (2, 2);
