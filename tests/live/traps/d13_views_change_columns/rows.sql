-- SPDX-License-Identifier: MIT
insert into users values (1, 'Zoë', null), (2, '', 'x@y');
