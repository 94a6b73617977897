-- SPDX-License-Identifier: MIT
-- == literals
create type mood as enum ('sad', 'happy');
create domain short as varchar(5);
-- old
create table t (a text default 'x', b varchar default 'x', c varchar(5) default 'x', d char(3) default 'x',
    e name default 'x', f "char" default 'x', g text default 'sad', h short default 'x', i varchar[] default array['a'],
    j int default 5, k bigint default 5, l numeric default 5, m float8 default 5, n smallint default 5,
    o varchar(9) default 'x'::varchar(3), p date default '2020-01-01', q text[] default '{}', r bool default 'yes');
create function f(a text default 'x', b varchar default 'x') returns int language sql as 'select 1';
create domain d1 as text default 'x';
-- new
create table t (a text default 'x'::varchar, b varchar default 'x'::text, c varchar(5) default 'x'::text,
    d char(3) default 'x'::text, e name default 'x'::text, f "char" default 'x'::text, g text default 'sad'::mood,
    h short default 'x'::text, i varchar[] default array['a'::varchar], j int default 5::bigint, k bigint default 5::int,
    l numeric default 5::numeric, m float8 default 5.0, n smallint default 5::smallint,
    o varchar(9) default 'x'::varchar(9), p date default '2020-01-01'::timestamp, q text[] default '{}'::varchar[],
    r bool default 'yes'::bool);
create function f(a text default 'x'::varchar, b varchar default 'x'::text) returns int language sql as 'select 1';
create domain d1 as text default 'x'::varchar;
-- == retyped
create type mood as enum ('sad', 'happy');
create domain word as text;
create table t (a text default '1', b varchar(5) default 'abc', c int default 5, e text[] default '{}',
    h mood default 'sad', i word default 'q', k timestamp default now());
create table d (d date default '2020-01-01'); -- tables of one column, as some take the place of the old one
create table f (f char(3) default 'ab');
create table g (g time default '10:00');
create table j (j numeric(5,2) default 1.5);
create table l (l bool default true);
-- new
alter table t alter a type varchar, alter b type text, alter c type bigint, alter e type varchar[], alter h type text,
    alter i type text, alter k type timestamptz;
alter table d alter d type timestamp;
alter table f alter f type varchar(3);
alter table g alter g type interval;
alter table j alter j type numeric(8,3);
alter table l alter l type text;
