-- SPDX-License-Identifier: MIT
insert into b values (1, 'a');
insert into x values (2, 'b', 'm');
insert into y values (3, 'c', 'm');
insert into z values (4, 'd', 'm');
