-- SPDX-License-Identifier: MIT
insert into y values (1, 2, 'm', 'n');
insert into whole values (1, 3);
