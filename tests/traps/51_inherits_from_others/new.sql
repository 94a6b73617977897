-- SPDX-License-Identifier: MIT
create table a (x integer);
create table b (y text not null default 'y', z integer);
create table d (w integer);
create table c (n integer, z integer) inherits (a, b);
create table e (m integer) inherits (d);
create table counts (id serial, t text);
create table heir (h integer, primary key (id)) inherits (counts);
