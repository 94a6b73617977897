create table p (id int default 3, x text default 'a', s serial, i int generated always as identity, n int default 1);
create table c (y int, n int) inherits (p);
create table dumped (id int, x text default null) inherits (p);
alter table c alter x drop default;
alter table c alter s drop default;
create table kept () inherits (p);
alter table only kept alter id set default 3; -- as it was, and as pg_dump says it
create table part (id int default 3, x int) partition by range (x);
create table part1 partition of part for values from (1) to (3);
alter table part1 alter id drop default;
