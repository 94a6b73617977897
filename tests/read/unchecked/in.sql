-- SPDX-License-Identifier: MIT
-- Bodies that name what is not there any more, and those that only seem to.
set check_function_bodies = off;
create table t (a int, b text);
create view v as select 1 as z;
create function table_gone() returns bigint language sql as $$ select count(*) from gone $$;
create function column_gone() returns int language sql as $$ select nocol from t $$;
create function function_gone() returns int language sql as $$ select missing(1) $$;
create function target_gone() returns void language sql as $$ insert into tt (data) values (1) $$;
create function row_gone() returns int language plpgsql as $$ declare r gone%rowtype; begin return 1; end $$;
create function type_gone() returns int language plpgsql as $$ declare r gone.a%type; begin return 1; end $$;
create procedure procedure_gone() language sql as $$ call gone(1) $$;
create function view_column() returns int language sql as $$ select a from t where exists (select from v where z = 1) $$;
create function with_column(x int) returns table (k int, l text) language sql as $$
    with w(m) as (select a from t) select m, b from w join t on a = x order by m, k $$;
create function row_of_table(x int) returns setof t language sql as $$ select * from t tt where tt = row(1, 'a')::t or t.a = x $$;
create function from_function() returns int language sql as $$ select value from t, json_each('{}') limit 1 $$;
create function returned() returns int language sql as $$ insert into t (a) values (1) returning a $$;
create function held() returns int language plpgsql as $$ declare r t%rowtype; c t.a%type; v c%type; begin return 1; end $$;
