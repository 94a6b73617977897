-- SPDX-License-Identifier: MIT
create table t (v integer not null, n integer not null, primary key (v), unique (v, n)) partition by list (v);
create index on t (n);
create table ta partition of t for values in (1);
alter table ta replica identity using index ta_v_n_key;
create table tb partition of t for values in (2);
alter table tb replica identity full;
create table tc partition of t for values in (3);
alter table tc replica identity using index tc_pkey;
create table td partition of t for values in (4);
alter table td replica identity using index td_pkey;
