-- SPDX-License-Identifier: MIT
create table b (id integer, n text);
create table other (id integer, n text);
create table x (id integer, n text, m text);
create index on x (m);
create table y (m text) inherits (b);
create table z (m text) inherits (b);
