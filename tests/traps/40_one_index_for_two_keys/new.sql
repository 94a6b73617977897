-- SPDX-License-Identifier: MIT
create table t (id integer primary key, n text unique, constraint only_one unique (id));
