-- SPDX-License-Identifier: MIT
create type state as enum ('created', 'expired', 'active', 'done');
create table archive (id integer primary key, state state not null);
create table job (id integer primary key, queue text not null, state state not null default 'created', states state[]);
