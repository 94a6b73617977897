-- SPDX-License-Identifier: MIT
create type m as enum ('p', 'q');
create type c as (a integer, b text, e m, j json);
create type k as (x integer, y date);
create table t (id integer primary key, v c, k k, gone c);
create table keyless (n integer, v c);
create table heir (z integer) inherits (keyless);
create table dropped (id integer primary key, v c);
create view w as select (v).a as a from t;
