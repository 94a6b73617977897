-- SPDX-License-Identifier: MIT
create table t (id integer primary key, n text);
create table c (id integer primary key, t_id integer references t (id), again integer not null references t (id), n text);
create table n (id integer primary key, v text default 'x');
