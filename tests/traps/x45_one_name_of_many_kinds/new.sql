-- SPDX-License-Identifier: MIT
create domain e as text check (value <> '');
create table t (id integer primary key, v e default 'a', w e[]);
create view tv as select v, 'a'::e as k from t;
create function tf(a e) returns e language sql as $$ select a $$;
create type d as enum ('a', 'b');
create table u (id integer primary key, v d not null default 'a');
create domain c as text;
create table o (id integer primary key, v c);
create table s (id integer primary key);
create sequence m;
create view n as select id from t;
