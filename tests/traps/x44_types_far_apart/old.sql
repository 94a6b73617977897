-- SPDX-License-Identifier: MIT
create type mood as enum ('happy', 'sad');
create table t (id integer primary key, n text, flag smallint, word boolean, list text, one integer[], doc integer,
    moved integer, feeling text not null default 'sad', born date not null, code integer);
create table u (id integer primary key, t_n text);
create table p (v integer primary key);
create table q (v integer references p (v));
create table k (id integer primary key, n text);
