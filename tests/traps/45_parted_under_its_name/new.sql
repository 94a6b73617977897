-- SPDX-License-Identifier: MIT
create table t (id bigint generated always as identity, at date not null, n text default 'x',
    twice numeric generated always as (id * 2) stored, p bigint, extra integer default 4,
    constraint pos check (id > 0), primary key (id, at)) partition by range (at);
create table t_a partition of t for values from ('2024-01-01') to ('2025-01-01');
create table t_rest partition of t default;
create index i on t (n) where n is not null;
create table c (id integer primary key, t bigint);
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
create table h (id integer not null, k integer not null, primary key (id, k)) partition by hash (k);
create table h0 partition of h for values with (modulus 2, remainder 0);
create table h1 partition of h for values with (modulus 2, remainder 1);
create table r (id serial, k integer not null);
create table b (k bigint not null) partition by range (k);
create table b1 partition of b for values from (0) to (10);
create table s (id integer not null, k integer not null) partition by list (id);
create table s0 partition of s for values in (1) partition by range (k);
create table s00 partition of s0 default;
create table s1 partition of s default;
