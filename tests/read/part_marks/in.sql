-- SPDX-License-Identifier: MIT
create table t (v integer not null, n integer not null, primary key (v), unique (v, n)) partition by list (v);
create index on t (n);
create table ta partition of t for values in (1);
alter table ta replica identity using index ta_pkey;
alter table ta cluster on ta_n_idx;
create table tb partition of t for values in (2);
alter table tb replica identity using index tb_v_n_key;
create table tc partition of t for values in (3);
cluster tc using tc_pkey;
