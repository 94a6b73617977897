-- SPDX-License-Identifier: MIT
create table t (id bigint generated always as identity primary key, at date not null, n text default 'x',
    twice numeric generated always as (id * 2) stored, p bigint references t (id), constraint pos check (id > 0));
create index i on t (n) where n is not null;
create table c (id integer primary key, t bigint references t (id));
create view v as select id, n from t;
create materialized view mv as select count(*) as k from v;
comment on table t is 'T';
comment on column t.n is 'N';
grant select on t to public;
alter table t enable row level security;
create policy pol on t using (id > 0);
create policy other on c using (exists (select 1 from t where t.id = c.t));
create function tf() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr before insert on t for each row execute function tf();
create statistics stx on n, at from t;
create function cnt() returns bigint language sql begin atomic select count(*) from t; end;
create table h (id integer not null, k integer not null, primary key (id, k)) partition by hash (id);
create table h0 partition of h for values with (modulus 2, remainder 0);
create table h1 partition of h for values with (modulus 2, remainder 1);
create table r (id serial, k integer not null) partition by range (k);
create table r1 partition of r for values from (0) to (10);
create table r2 partition of r default;
create table b (k integer not null) partition by range (k);
create table b1 partition of b for values from (0) to (10);
create table s (id integer not null, k integer not null) partition by list (id);
create table s0 partition of s for values in (1) partition by list (k);
create table s00 partition of s0 default;
create table s1 partition of s default;
