-- SPDX-License-Identifier: MIT
insert into a.t (n) values (4), (5);
insert into b.u (id, t_id) values (1, 2);
