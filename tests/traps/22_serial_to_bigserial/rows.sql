-- SPDX-License-Identifier: MIT
insert into t (n) values (1), (2);
insert into u (n) values (1), (2), (3);
insert into p (id) values (10), (20);
