-- SPDX-License-Identifier: MIT
create type state as enum ('created', 'retry', 'active', 'done');
create table archive (id integer primary key, state state not null);
create table job (id integer, queue text not null, state state not null default 'created', states state[], primary key (queue, id))
    partition by list (queue);
create table job_all partition of job default;
