-- SPDX-License-Identifier: MIT
create table t (a int);
create table log (a int, n bigint);
create sequence numbers;
