-- SPDX-License-Identifier: MIT
create table t (id integer primary key);
create schema tools;
create function tools.twice(n integer) returns integer language sql as 'select 2 * n';
create function tools.closed(n integer) returns integer language sql as 'select n';
revoke all on function tools.closed(integer) from public;
create type tools.mood as enum ('sad', 'ok');
alter default privileges in schema tools grant execute on functions to public;
alter default privileges in schema tools grant usage on types to public;
alter default privileges in schema tools grant select on tables to public;
