-- SPDX-License-Identifier: MIT
create domain n as integer not null check (value > 0);
create domain e as text;
create type c as (a n);
create table t (id integer primary key, v n[], w c, k n, l e[]);
create index t_v on t using gin (v);
