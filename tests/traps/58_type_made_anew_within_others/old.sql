-- SPDX-License-Identifier: MIT
create type m as enum ('a', 'b');
create domain d as m default 'a';
create type c as (x integer, y m, z text);
create type r as range (subtype = integer);
create domain short as r check (not isempty(value));
create table t (
    k m[] primary key,
    v d not null default 'b',
    vs d[],
    c c,
    cs c[] default '{"(1,a,)"}',
    r r default '[1,2)' unique,
    s short,
    exclude using gist (r with &&)
);
create index t_r on t using gist (r);
create view w as select (c).y as y, lower(r) as low, v from t;
create function f(a c, b d) returns r language sql as $$ select null::r $$;
create table gone (id integer primary key, v d, r r);
comment on type r is 'spans';
grant usage on type r to public;
