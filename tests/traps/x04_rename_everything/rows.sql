-- SPDX-License-Identifier: MIT
insert into shop.customer (mail) values ('a@x'), ('b@x');
insert into shop.orders (cust_id, st, qty, st_note) values (1, 'open', 2, 'N'), (2, 'closed', 1, ''), (1, 'open', 0, 'm');
grant usage on schema shop to trap_reader;
grant select on shop.open_view, shop.orders to trap_reader;
grant select (mail) on shop.customer to trap_reader;
