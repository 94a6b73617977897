-- SPDX-License-Identifier: MIT
-- What the platform has made before the first migration: its users, who is signed in, and its roles.
do $$
begin
    if to_regrole('authenticated') is null then
        create role authenticated;
    end if;
end $$;
create schema auth;
create table auth.users (id uuid primary key, email text);
create function auth.uid() returns uuid language sql stable
    as $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
