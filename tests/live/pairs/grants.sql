-- SPDX-License-Identifier: MIT
-- == order_of_grants
create table t (a int, b int);
create view v as select a from t;
create sequence q;
create type e as enum ('a');
create function f() returns int language sql as 'select 1';
-- old
grant select on t to ROLE_a;
grant select on t to ROLE_b;
grant select (a) on t to ROLE_a;
grant select (a) on t to ROLE_b;
grant usage on sequence q to ROLE_a, ROLE_b;
grant usage on type e to ROLE_a;
grant select on v to ROLE_a;
grant insert on v to ROLE_b;
revoke all on function f() from public;
grant execute on function f() to ROLE_a;
-- new
grant select on t to ROLE_c;
grant select on t to ROLE_b;
grant select, insert on t to ROLE_a;
grant select (a) on t to ROLE_b;
grant update (a) on t to ROLE_a;
grant select (a) on t to ROLE_a;
grant usage on sequence q to ROLE_b, ROLE_a;
revoke all on type e from public;
grant usage on type e to ROLE_b, ROLE_a, public;
grant insert on v to ROLE_b;
grant select on v to ROLE_a;
revoke all on function f() from public;
grant execute on function f() to ROLE_b, ROLE_a;
-- == order_of_a_schema
-- old
grant usage on schema order_of_a_schema to ROLE_a, ROLE_b;
-- new
grant usage on schema order_of_a_schema to ROLE_b;
grant usage on schema order_of_a_schema to public;
grant create, usage on schema order_of_a_schema to ROLE_a;
-- == order_of_what_is_passed_on
grant usage on schema order_of_what_is_passed_on to ROLE_a;
create table t (a int);
-- old
grant select on t to ROLE_a with grant option;
set role ROLE_a;
grant select on order_of_what_is_passed_on.t to ROLE_b;
reset role;
-- new
grant select on t to ROLE_b;
grant select on t to ROLE_a with grant option;
set role ROLE_a;
grant select on order_of_what_is_passed_on.t to ROLE_c;
reset role;
-- == owners_rights
create table t (a serial, b int generated always as identity);
create table u (a int);
create function f() returns int language sql as 'select 1';
-- old
grant usage on sequence t_a_seq to ROLE_a;
grant select on u to ROLE_a;
-- new
revoke update on sequence t_a_seq from current_user;
revoke all on t_b_seq from current_user;
grant usage on sequence t_b_seq to ROLE_a;
grant select on u to ROLE_a;
revoke all on u from current_user;
grant select on u to current_user;
revoke all on function f() from current_user;
-- == whoever_runs_it
create table t (a int);
create table u (a int);
alter table u owner to ROLE_a;
-- old
grant select on t to session_user, ROLE_a;
grant select on u to current_user;
alter table t owner to ROLE_b;
alter table t owner to session_user;
-- new
grant select, insert on u to session_user;
revoke insert on u from current_user;
grant update on u to current_role with grant option;
alter table t owner to ROLE_b;
-- == policies
create table t (a int);
create policy a on t to current_user using (true);
create policy b on t to session_user;
create policy c on t to current_role;
create policy d on t to public;
create policy e on t to ROLE_a;
create policy f on t to ROLE_a, current_user;
create policy g on t;
-- new
alter policy a on t to public;
alter policy b on t to ROLE_a;
alter policy d on t to current_user;
alter policy e on t to session_user, ROLE_b;
alter policy f on t to public;
alter policy g on t to current_role;
-- == sequences_of_another_owner
create table t (a serial, b int generated always as identity);
alter table t owner to ROLE_b;
-- new
revoke all on t_a_seq from ROLE_b;
revoke update on t_b_seq from ROLE_b;
grant usage on t_b_seq to ROLE_a;
