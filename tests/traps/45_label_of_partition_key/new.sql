-- SPDX-License-Identifier: MIT
create type m as enum ('a', 'c', 'b');
create table t (id integer generated always as identity, v m not null, n integer default 4, primary key (id, v, n))
    partition by list (v);
create table t_a partition of t for values in ('a') partition by range (n);
create table t_a1 partition of t_a for values from (0) to (10);
create table t_a2 partition of t_a default;
create table t_c partition of t for values in ('c');
create table t_b partition of t default;
create index t_n on t (n);
create view w as select * from t;
grant select on t to public;
