-- What takes other things along, or changes what stands further up.
create table t (a int check (a > 0), b text, c text);
create table u (a int);
create table heir () inherits (t);
create table heir_of_heir () inherits (heir);
create statistics st on a, b, (lower(b)) from t;
create publication p for table only t (a, b) where (a > 1 and b <> 'a');
create rule r as on update to t where new.a > old.a do also insert into u values (new.a);
create rule r2 as on delete to t do also delete from u where u.a = old.a;
alter table t rename column a to a2;
alter table t rename a2 to a3;
alter table t rename b to "B x";
alter table heir_of_heir no inherit heir;

create type pair as (x int, y text);
create table pairs of pair;
alter type pair rename attribute x to x2 cascade;

create type span as range (subtype = float8);
alter type span rename to span2;

create foreign data wrapper fdw;
create server one foreign data wrapper fdw;
create server two foreign data wrapper fdw;
create user mapping for public server one options (x '1', y '2');
create user mapping for public server two;
create foreign table far (a int) server two;
create foreign table if not exists far (b text) server two;
create foreign table near (a int) server one;
alter user mapping for public server one options (set x '3', drop y, add z '4');
drop server two cascade;

create operator family fam using btree;
create operator class cls for type int using btree family fam as
    operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int, int);
drop operator family fam using btree cascade;

create table mother (a int);
create table daughter (b int) inherits (mother);
create view seen as select b from daughter;
drop table mother cascade;

create table joes (a serial);
alter table joes owner to joe;
create view joes_view as select a from joes;
alter view joes_view owner to joe;
reassign owned by joe to shop;
