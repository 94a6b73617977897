-- SPDX-License-Identifier: MIT
create table t (id integer primary key, v text);
create function f() returns bigint language sql begin atomic select count(t.v) from t; end;
create table u (id integer primary key, v text);
create function g() returns bigint language sql begin atomic select count(u.v) from u; end;
create view w as select g() as n;
