-- SPDX-License-Identifier: MIT
create table t (id integer primary key, n text unique, unique (n));
