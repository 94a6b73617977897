-- SPDX-License-Identifier: MIT
insert into p values (1, 2);
insert into t values (1, 1);
insert into p2 values (1);
insert into u values (1, 1);
