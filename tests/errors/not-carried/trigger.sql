create table orders (id integer primary key, total numeric not null default 0);
create trigger touch after update on orders begin select 1; end;
