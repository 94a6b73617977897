create table orders (id integer primary key, total numeric not null default 0);
create virtual table search using fts5 (body);
