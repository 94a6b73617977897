-- SPDX-License-Identifier: MIT
create table t (a integer, b text, c json, n timestamp, d text);
create table only_one (b text);
create table parted (a integer, b text, c text) partition by list (a);
create table parted_1 partition of parted for values in (1);
create table parted_rest partition of parted default;
create table keyed (id integer primary key, b text);
