-- SPDX-License-Identifier: MIT
set check_function_bodies = off;
create table t (a integer);
create function f() returns integer language sql as 'select two from nowhere';
create function g() returns bigint language sql as 'select t.b from t';
