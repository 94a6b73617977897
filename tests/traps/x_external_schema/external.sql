-- SPDX-License-Identifier: MIT
create schema auth;
create table auth.users (id uuid primary key, email text, secret text not null default 'x');
create function auth.uid() returns uuid language sql stable
    as $$ select nullif(current_setting('app.user', true), '')::uuid $$;
create function auth.noted() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger of_others before insert on auth.users for each row execute function auth.noted();
