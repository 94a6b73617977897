-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', 4), (2, 'b', 5);
grant select on v to trap_reader;
