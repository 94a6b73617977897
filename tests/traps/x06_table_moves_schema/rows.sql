-- SPDX-License-Identifier: MIT
insert into a.t (n) values (4), (5);
insert into b.u (t_id, e) values (2, 'y');
grant select on a.t to trap_reader;
