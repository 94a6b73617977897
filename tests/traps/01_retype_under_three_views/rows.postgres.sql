-- SPDX-License-Identifier: MIT
insert into t values (1, 2147483647 - 1, 'a'), (2, 5, 'b');
grant select on v1 to trap_reader;
grant select (m) on v3 to trap_reader;
alter view v2 owner to trap_owner;
grant select on v1 to trap_owner;
comment on column v3.c is 'how many';
comment on column v3.c is null;
