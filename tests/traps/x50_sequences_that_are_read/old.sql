-- SPDX-License-Identifier: MIT
create table t (id serial, a int);
