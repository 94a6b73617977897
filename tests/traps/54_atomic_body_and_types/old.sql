-- SPDX-License-Identifier: MIT
create table t (id integer primary key, v integer);
create function f() returns bigint language sql begin atomic select count(t.v) from t; end;
create table u (id integer primary key, v integer);
