-- SPDX-License-Identifier: MIT
create table b (id integer, v integer);
create table x (m text) inherits (b);
create table y (n text) inherits (x);
create view over_y as select v, n from y;
create table whole (k integer, v integer) partition by list (k);
create table part partition of whole for values in (1);
create view over_part as select v + 1 as v from part;
create policy small on part using (v < 10);
