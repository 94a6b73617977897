-- SPDX-License-Identifier: MIT
create table b (id integer, n text);
create table other (id integer, n text);
create table x (m text) inherits (b);
create index on x (m);
create table y (id integer, n text, m text);
create table z (m text) inherits (other);
