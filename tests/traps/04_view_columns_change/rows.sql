-- SPDX-License-Identifier: MIT
insert into t values (1, 10, 'x');
grant select on renamed, dropped, retyped, appended, reordered, stands to trap_reader;
