-- SPDX-License-Identifier: MIT
create table t (a int);
create table log (a int, n bigint);
create sequence numbers;
create function fine(t) returns boolean language sql immutable as 'select $1.a > 0';
alter table t add constraint rows_are_fine check (fine(t.*));
create rule counts as on insert to t do also insert into log values (new.a, nextval('numbers'));
create rule moves as on delete to t do instead
    with gone as (delete from log where a = 0 returning a) insert into log select a, old.a from gone;
create table here (a int, place oid generated always as (tableoid) stored, check (tableoid <> 0));
