-- SPDX-License-Identifier: MIT
insert into customer (mail) values ('a@x'), ('b@x');
insert into orders (cust_id, st, qty, st_note) values (1, 'open', 2, 'N'), (2, 'closed', 1, ''), (1, 'open', 0, 'm');
