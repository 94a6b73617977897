-- SPDX-License-Identifier: MIT
insert into t values (1, 10);
grant usage on schema public to trap_owner;
grant select on t to trap_owner;
alter view v owner to trap_owner;
set role trap_owner;
grant select, update on v to trap_reader with grant option;
grant select (id) on v to public;
reset role;
alter view v set (security_barrier = true, security_invoker = true);
