-- SPDX-License-Identifier: MIT
create table t (id integer primary key, name text);
create view names as select name from t;
create function first_of(text) returns boolean language sql as $$ select exists (select from names where name = $1) $$;
create function second(text) returns text language sql as $$ select case when first_of($1) then $1 else $1 || '!' end $$;
create function third(text) returns text language sql as $$ select second($1) $$;
create function last_of(text) returns text language sql as $$ select third($1) $$;
create table u (id integer primary key, name text default last_of('b'));
