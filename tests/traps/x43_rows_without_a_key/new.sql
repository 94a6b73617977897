-- SPDX-License-Identifier: MIT
create table t (a integer, c jsonb, n date, d integer);
create table only_one (n integer);
create table parted (a integer, b text) partition by list (a);
create table parted_1 partition of parted for values in (1);
create table parted_rest partition of parted default;
create table keyed (b text);
