-- SPDX-License-Identifier: MIT
create table t (id uuid default gen_random_uuid() primary key, n text);
create table c (id integer primary key, t_id uuid references t (id), again uuid not null references t (id), n text);
create table n (id integer primary key, v text not null default 'x');
