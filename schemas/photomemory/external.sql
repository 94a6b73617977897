-- SPDX-License-Identifier: MIT
-- What the platform has made before the first migration: its users, who is signed in, and its roles.
do $$
begin
    if to_regrole('authenticated') is null then
        create role authenticated;
    end if;
    if to_regrole('service_role') is null then
        create role service_role;
    end if;
end $$;
create schema auth;
create table auth.users (id uuid primary key, email text, raw_user_meta_data jsonb, created_at timestamptz default now());
create function auth.jwt() returns jsonb language sql stable
    as $$ select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
create function auth.uid() returns uuid language sql stable as $$ select (auth.jwt() ->> 'sub')::uuid $$;
