-- SPDX-License-Identifier: MIT
insert into a.p (e, n) values ('z', 1), ('x', 2);
insert into a.c (p_n, p_id, e) values (1, (select id from a.p where n = 2), '{z,x,NULL}'), (100, 100, null);
insert into a.dropped select 1, id, 'z' from a.c limit 1;
grant select on a.v to trap_reader;
