-- SPDX-License-Identifier: MIT
create schema s; create schema t;
create table s.items (a int, b int);
create table t.items (c int);
create table t.other (a int, d numeric);
create view t.v as select items.a from s.items where exists (select 1 from t.other where items.a = other.a);
