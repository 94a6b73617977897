-- SPDX-License-Identifier: MIT
-- == stored_parts
create table p (a int, b text, c text, d text) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20) partition by list (a);
create table p21 partition of p2 for values in (11);
-- new
alter table p alter b set compression pglz, alter c set storage external;
alter table only p alter d set storage main;
alter table only p alter c set compression lz4;
alter table p alter b set statistics 40;
alter table only p alter c set statistics 41;
alter table p alter b set (n_distinct = 3);
alter table p21 alter b set storage plain;
-- == stored_heirs
create table p (a int, b text, c text, d text);
create table h () inherits (p);
create table h2 (b text) inherits (p);
create table hh () inherits (h);
-- new
alter table p alter b set storage external;
alter table only p alter c set storage main;
alter table p alter d set compression lz4;
alter table only p alter b set compression lz4;
alter table p alter a set statistics 40;
alter table hh alter a set statistics 8;
alter table p alter d set (n_distinct = 3);
-- == stored_before
create table p (a int, b text, c text) partition by range (a);
alter table p alter b set storage external, alter c set compression lz4, alter a set statistics 9;
create table q (b text, c text);
alter table q alter b set storage external, alter c set compression lz4, alter c set statistics 9;
-- new
create table p1 partition of p for values from (0) to (10);
create table h (x int) inherits (q);
create table h2 (b text) inherits (q);
-- == stored_and_joined
create table p (a int, b text) partition by range (a);
-- new
alter table p alter b set storage external;
create table p1 partition of p for values from (0) to (10);
alter table p1 alter b set storage main;
create table p2 partition of p for values from (10) to (20);
-- == values_of_heirs
create table p (a int default 1, b text);
create table c () inherits (p);
create table d () inherits (c);
-- new
alter table c alter a set default 3;
alter table only c alter b set default 'z';
alter table d alter b set not null;
alter table only d alter a set statistics 5;
-- == made_with_values
create table p (a int default 1, b text);
-- new
create table c () inherits (p);
alter table c alter a drop default, alter b set not null, alter b set storage external;
create table d (a int default 7) inherits (p);
-- == own_becomes_inherited
create table p (a int, b text);
-- old
create table c (a int default 3, b text) inherits (p);
-- new
create table c () inherits (p);
alter table c alter a set default 3;
-- == column_of_parent_goes
-- old
create table p (a int, b text, z int);
create table c (b text) inherits (p);
create table d () inherits (p);
-- new
create table p (a int, b text, z int);
create table c (b text) inherits (p);
create table d () inherits (p);
alter table only p drop column z;
alter table p drop column b;
-- == marks_of_new_indexes
create table p (a int not null, b int not null) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create table p2 partition of p for values from (10) to (20) partition by range (b);
create table p21 partition of p2 for values from (1) to (3);
-- new
create unique index u on p (a, b);
create index i on p (b);
alter table p add primary key (a, b);
alter table p1 replica identity using index p1_a_b_idx;
alter table p21 replica identity using index p21_a_b_idx;
alter table p1 cluster on p1_pkey;
alter table p21 cluster on p21_b_idx;
-- == parted_by_a_new_column
-- old
create table t (a int, b int) partition by range (a);
create table t1 partition of t for values from (0) to (10);
-- new
create table t (a int, b int, c int not null default 0) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20) partition by list (c);
create table t21 partition of t2 for values in (0);
create table t3 partition of t for values from (20) to (30) partition by list ((c + 1));
