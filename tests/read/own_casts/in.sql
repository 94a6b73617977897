create type span as (a int, b int);
create function to_span(int) returns span language sql immutable as $$ select row($1, $1)::span $$;
create function as_day(int) returns date language sql immutable as $$ select date '2000-01-01' + $1 $$;
create cast (int as span) with function to_span(int) as assignment;
create cast (int as date) with function as_day(int) as assignment;
create table t (id int primary key, n int not null, p span default 3, d date default 5, check ((n::date) > date '2001-01-01'), e span generated always as (n::span) stored);
