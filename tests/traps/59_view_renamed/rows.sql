-- SPDX-License-Identifier: MIT
insert into t values (1, 'x'), (2, 'y');
grant select on v to trap_reader;
