-- SPDX-License-Identifier: MIT
create table t (id integer primary key, name text);
create table u (id integer primary key, name text);
