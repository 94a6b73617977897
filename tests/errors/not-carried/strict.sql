create table orders (id integer primary key, total numeric not null default 0);
create table notes (id integer primary key, at integer references nowhere (id));
