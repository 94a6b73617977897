-- SPDX-License-Identifier: MIT
create table t (id integer primary key);
