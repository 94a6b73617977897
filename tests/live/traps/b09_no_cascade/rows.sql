-- SPDX-License-Identifier: MIT
insert into users values (1, 'Zoë');
insert into visits values (1, 1);
