-- SPDX-License-Identifier: MIT
insert into u values ('a', 'c', 1), ('c', 'c', 2), ('b', 'd', 3), ('d', 'd', 4), ('f', 'f', 5), ('d', 'f', 6);
insert into gone_too values ('a', 1, 'one'), ('b', 2, 'two'), ('d', 3, null);
insert into plain values (1, 'a', 'c'), (2, 'f', null), (3, 'b', 'f'), (1, 'b', 'a');
