-- SPDX-License-Identifier: MIT
create function f() returns text language sql immutable as $$ select 'f' $$;
create function one() returns integer language sql immutable as $$ select 1 $$;
create domain word as text default f();
create domain number as integer default one() check (value > 0);
create domain short as word default f() || '!';
create table t (id integer primary key, v word, n number, s short);
