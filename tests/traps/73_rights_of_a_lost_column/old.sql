-- SPDX-License-Identifier: MIT
create table t (a integer, b integer);
create view v as select a, b from t;
grant select (a), select (b) on v to pg_monitor;
