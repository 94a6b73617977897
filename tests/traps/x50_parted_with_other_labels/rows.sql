-- SPDX-License-Identifier: MIT
insert into archive values (1, 'done');
insert into job values (1, 'a', 'created', '{active,done}'), (2, 'b', 'active', null);
