-- SPDX-License-Identifier: MIT
create type e as enum ('a', 'b');
create table t (id integer primary key, v e default 'a', w e[]);
create view tv as select v, 'a'::e as k from t;
create function tf(a e) returns e language sql as $$ select a $$;
create domain d as text check (value <> '');
create table u (id integer primary key, v d not null default 'a');
create type c as (a integer, b text);
create table o (id integer primary key, v c);
create sequence s increment 2;
create type m as enum ('x');
create type n as (a integer);
