-- SPDX-License-Identifier: MIT
create type mood as enum ('happy', 'sad');
create table t (id integer primary key, n integer, flag boolean, word text, list text[], one integer, doc jsonb,
    moved uuid, feeling mood not null default 'sad', born integer not null default 3, code mood);
create table u (id integer primary key, t_n jsonb);
create table p (v text primary key);
create table q (v text references p (v));
create table k (id uuid default gen_random_uuid() primary key, n text);
