-- SPDX-License-Identifier: MIT
insert into t values (1, 'c', '{a,b,c,d,c}', 'c'), (2, 'a', '{}', null), (3, 'b', '{c}', 'b'), (4, 'd', '{a,d}', 'c');
insert into u values (1, 'a', 1), (2, 'b', 2), (3, 'c', 3);
insert into w values (1, 'a'), (2, 'c'), (3, 'b');
grant select on s, s2 to trap_reader;
grant usage on type e to trap_reader;
