-- SPDX-License-Identifier: MIT
-- Makes a database as empty as a new one.

do $$
declare name text;
begin
    for name in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)' loop
        execute format('drop schema %I cascade', name);
    end loop;
    create schema public authorization pg_database_owner;
    grant usage on schema public to public;
    execute format('alter database %I reset all', current_database());
end $$;
