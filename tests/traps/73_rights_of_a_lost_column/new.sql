-- SPDX-License-Identifier: MIT
create table t (a integer, b integer);
create view v as select a from t;
grant select (a) on v to pg_monitor;
