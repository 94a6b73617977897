-- SPDX-License-Identifier: MIT
create type m as enum ('b', 'c', 'a');
create domain d as m default 'c';
create type c as (y m, z text, x bigint);
create type r as range (subtype = bigint);
create domain short as r check (not isempty(value));
create table t (
    k m[] primary key,
    v d not null default 'c',
    vs d[],
    c c,
    cs c[] default '{"(a,,1)"}',
    r r default '[1,2)' unique,
    s short,
    exclude using gist (r with &&)
);
create index t_r on t using gist (r);
create view w as select (c).y as y, lower(r) as low, v from t;
create function f(a c, b d) returns r language sql as $$ select null::r $$;
comment on type r is 'spans';
grant usage on type r to public;
