-- Statistics targets reach those that inherit, and partitions, but for ONLY.
create table whole (a int, b text) partition by range (a);
create table part partition of whole for values from (0) to (10);
create table parent (a int, b text);
create table heir () inherits (parent);
create table heir_of_heir () inherits (heir);
alter table parent alter a set statistics 50;
alter table only parent alter b set statistics 60;
alter table whole alter a set statistics 70;
alter table only whole alter b set statistics 80;
create table later () inherits (parent);
