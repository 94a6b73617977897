CREATE TYPE public.pair AS (
	a integer,
	b text
);
CREATE TYPE public.other AS (a integer);
CREATE TABLE public.plain OF public.pair;
CREATE TABLE public.own OF public.pair (
    a WITH OPTIONS DEFAULT 3 NOT NULL,
    b WITH OPTIONS CONSTRAINT b_said CHECK ((b <> ''::text))
);
ALTER TABLE ONLY public.own
    ADD CONSTRAINT own_pkey PRIMARY KEY (a);
create table later (a int, b text not null);
alter table later of pair;
create table never of pair;
alter table never not of;
alter table never add column c int;
create table follows of other (primary key (a));
alter type other add attribute z int cascade, alter attribute a type bigint cascade;
