-- SPDX-License-Identifier: MIT
insert into t (id, n, m) values (1, 5, 6), (2, 6, 7);
grant select on v to trap_reader;
