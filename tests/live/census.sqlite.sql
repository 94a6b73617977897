-- SPDX-License-Identifier: MIT
create table [odd names] (`Key` integer primary key autoincrement, "User Id" int, [when] datetime, x text check (x like 'a%' and [when] > 0), y text collate nocase unique on conflict ignore);
create table plain (a text primary key, b integer references [odd names] ("Key"), c integer references nowhere, d double, e);
create trigger tr after insert on plain begin select 1; end;
create virtual table search using fts5 (body);
create index "Odd Index" on [odd names] ("User Id" collate nocase desc, lower(x)) where x is not null;
create view [a view] as select * from plain;
create view found as select body from search;
create view counted as select count(*) from found;
