-- SPDX-License-Identifier: MIT
create table a (x integer);
create table b (y text not null default 'y', z integer);
create table d (w integer);
create table c (n integer) inherits (a, d);
create table e (m integer);
create table counts (id serial, t text);
create table heir (h integer) inherits (counts);
