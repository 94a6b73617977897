create table m (id bigserial, at timestamp not null, region text not null default 'eu', v int check (v > 0), w numeric generated always as (v * 2) stored,
   primary key (id, at, region), unique (at, id, region)) partition by range (at);
create table m_2023 partition of m for values from ('2023-01-01') to ('2024-01-01');
create table m_2024 partition of m (region default 'us', constraint z check (v < 1000)) for values from ('2024-01-01') to ('2025-01-01 00:00:00') partition by list (region);
create table m_2024_us partition of m_2024 for values in ('us', 'ca');
create table m_2024_x partition of m_2024 default with (fillfactor=70);
create table m_old (at timestamp not null, id bigint not null default nextval('m_id_seq'), v int, region text not null default 'eu', w numeric generated always as (v * 2) stored, constraint m_v_check check (v > 0));
alter table m attach partition m_old for values from (minvalue) to ('2023-01-01');
create table m_def (like m including defaults including generated including constraints);
alter table m attach partition m_def default;
create index on m (region);
create index m_v on m (v) where v > 3;
create index extra on m_2023 (v);
alter table m add column note text default 'n';
alter table m_2023 alter column note set default 'q', alter v set statistics 10;
create table r (id int primary key);
alter table m add column rid int references r on delete set null;
create table fk (id bigint, at timestamp, region text, foreign key (id, at, region) references m);
create schema other;
create table other.m_2026 partition of m for values from ('2026-01-01') to ('2027-01-01');
create table l (a int, b text) partition by list (a);
create table l1 partition of l for values in (1, 2, null);
create table l2 partition of l for values in (-5);
create table hh (a uuid, b text) partition by hash (a, b text_pattern_ops);
create table hh0 partition of hh for values with (modulus 3, remainder 0);
create table hh1 partition of hh for values with (modulus 3, remainder 1);
create table rr (a int, b date) partition by range (a, (b + 1));
create table rr1 partition of rr for values from (1, minvalue) to (1, maxvalue);
create table rr2 partition of rr for values from (2, '2020-01-01') to (5, maxvalue);
comment on table l1 is 'list one'; comment on column m_2023.v is 'vee';
create view mv as select id, note from m_2024_us;
create table pa (a int primary key, b text default 'x', constraint pos check (a > 0));
create table pb (c int);
create table ch (d int, a int not null) inherits (pa, pb);
create table ch2 () inherits (ch);
alter table pa add column late int;
create table solo (c int, e int);
alter table solo inherit pb;
CREATE TABLE public.d (
    a integer NOT NULL,
    b text
)
PARTITION BY LIST (a);
CREATE TABLE public.d_one (
    a integer NOT NULL,
    b text,
    CONSTRAINT own CHECK ((b <> ''::text))
);
ALTER TABLE ONLY public.d ATTACH PARTITION public.d_one FOR VALUES IN (1);
ALTER TABLE ONLY public.d ADD CONSTRAINT d_pkey PRIMARY KEY (a);
ALTER TABLE ONLY public.d_one ADD CONSTRAINT d_one_key PRIMARY KEY (a);
CREATE INDEX d_b_idx ON ONLY public.d USING btree (b);
CREATE INDEX d_one_b_idx ON public.d_one USING btree (b);
ALTER INDEX public.d_pkey ATTACH PARTITION public.d_one_key;
ALTER INDEX public.d_b_idx ATTACH PARTITION public.d_one_b_idx;
create table gone partition of d for values in (7);
alter table d detach partition gone;
drop table gone;
alter table d rename column b to bb;
comment on column l1.b is 'bee';
alter table l1 owner to joe;
grant select on l2 to joe;
CREATE TABLE kept (a int, b int, FOREIGN KEY (a, b) REFERENCES kept (a, b) ON DELETE SET DEFAULT (b), UNIQUE (a, b)) PARTITION BY LIST (a);
CREATE UNLOGGED TABLE kept_1 PARTITION OF kept FOR VALUES IN (1);
CREATE TABLE kept_2 PARTITION OF kept FOR VALUES IN (2, 3);
ALTER TABLE kept_2 REPLICA IDENTITY FULL, ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
