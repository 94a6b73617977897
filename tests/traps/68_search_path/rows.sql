-- SPDX-License-Identifier: MIT
insert into a.t values (1, 'y');
insert into b.t values (1, 'z', 'x');
do $$ begin execute format('alter database %I set search_path to b, a', current_database()); end $$;
