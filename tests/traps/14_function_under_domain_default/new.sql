-- SPDX-License-Identifier: MIT
create function f() returns varchar language sql immutable as $$ select 'g'::varchar $$;
create function two() returns integer language sql immutable as $$ select 2 $$;
create domain word as text default f();
create domain number as integer default two() check (value > 0);
create domain short as word default f() || '!';
create table t (id integer primary key, v word, n number, s short);
