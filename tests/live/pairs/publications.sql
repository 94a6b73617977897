-- SPDX-License-Identifier: MIT
-- == publications_of_heirs
create table p (a int primary key, b text);
create table h () inherits (p);
create table hh () inherits (h);
create table o (a int primary key);
create table w (a int primary key, b text);
create table wh () inherits (w);
create table late (a int);
-- old
create publication ph_x for table p;
create publication ph_y for table only p;
create publication ph_z for table p *, o;
create publication ph_w for table w where (a > 3);
create publication ph_l for table late;
create table later () inherits (late);
-- new
create publication ph_x for table only p;
create publication ph_y for table p, o;
alter publication ph_y drop table h;
create publication ph_z for table p;
create publication ph_w for table w (a);
create table later () inherits (late);
create publication ph_l for table only late;
