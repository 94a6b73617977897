-- SPDX-License-Identifier: MIT
create table a (id integer primary key, v bigint generated always as identity (start 7 cache 3));
create table b (id integer primary key, v serial);
create table c (id integer primary key, v integer);
create table d (id integer primary key, v integer not null default 3);
create table e (id integer primary key, v integer not null);
create sequence e_v_seq as integer increment 3 owned by e.v;
alter table e alter v set default nextval('e_v_seq');
create table f (id integer primary key, v integer not null default 5);
create table g (id integer primary key, v bigserial);
create sequence shared;
create table h (id integer primary key, v integer not null default nextval('shared'));
