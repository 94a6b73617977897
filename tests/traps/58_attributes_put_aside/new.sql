-- SPDX-License-Identifier: MIT
create type m as enum ('p', 'q');
create type c as (a integer);
create type k as (y date);
create table t (id integer primary key, v c, k k);
create table keyless (n integer, v c);
create table heir (z integer) inherits (keyless);
create view w as select (v).a as a from t;
