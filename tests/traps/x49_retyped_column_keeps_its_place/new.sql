-- SPDX-License-Identifier: MIT
create table t (id int primary key, a int not null default 5, b varchar(100) unique, c date, z int);
create table k (a int, c date, z int);
create view v as select a, c from t;
create index t_by_a on t (a);
