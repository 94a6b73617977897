-- SPDX-License-Identifier: MIT
insert into u values ('a', 1), ('b', 2), ('c', 3);
insert into w values (1, 'a'), (2, 'c');
