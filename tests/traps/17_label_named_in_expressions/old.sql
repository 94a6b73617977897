-- SPDX-License-Identifier: MIT
create type m as enum ('a', 'b');
create domain word as text default 'b'::m::text check (value <> 'a'::m::text || 'x');
create table t (
    id integer primary key,
    v text default 'b'::m::text,
    w word,
    n integer check (n > length('a'::m::text)),
    l integer generated always as (n + case when 'a'::m < 'b'::m then 1 else 0 end) stored
);
create index t_a on t (v) where ('a'::m < 'b'::m);
alter table t enable row level security;
create policy p on t using (v <> 'a'::m::text);
