-- SPDX-License-Identifier: MIT
create table t (id int primary key, a numeric not null default 0.5, b varchar(100) unique, c timestamptz, z int);
create table k (a numeric, c timestamp not null, z int);
create view v as select a, c from t;
create index t_by_a on t (a);
