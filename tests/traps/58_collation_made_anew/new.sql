-- SPDX-License-Identifier: MIT
create collation c (provider = libc, locale = 'POSIX');
create domain d as varchar(9) collate c;
create table t (id integer primary key, v varchar(20) collate c not null default 'x', w text[] collate c, x d unique);
create index t_v on t (v);
create index t_d on t (v collate "C", x collate c);
create view w as select v collate c as q from t where v > 'a';
