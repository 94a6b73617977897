-- SPDX-License-Identifier: MIT
create table p (id int, a int) partition by list (id);
create table p1 partition of p for values in (1);
create table p2 partition of p for values in (2, 3) partition by list (id);
create table p21 partition of p2 for values in (2);
create index p1_again on p1 (a) where a > 0;
create index p21_again on p21 (a) where a > 0;
