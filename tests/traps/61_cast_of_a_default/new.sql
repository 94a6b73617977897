-- SPDX-License-Identifier: MIT
create table t (id integer primary key, n numeric default (0)::numeric, b bigint default 5::bigint, s smallint default 0,
    v varchar(9) default 'a'::text, w varchar(9) default 'b'::character varying, c char(1) default 'c'::bpchar,
    d date default ('now'::text)::date);
