-- SPDX-License-Identifier: MIT
create schema s; create schema t;
create table s.items (a int, b int);
create table t.items (c bigint);
create table t.other (a int, d numeric);
create view t.v as select items.a from s.items where exists (select 1 from t.other where items.a = other.a);
create view t.w as select items.c, i.b from t.items join s.items i on i.a = items.c;
create view t.x as select other.k, other.l from s.items join t.other other(k, l) on items.a = other.k;
