-- SPDX-License-Identifier: MIT
insert into gone values (1, 'a', 0), (2, 'b', 0), (3, 'c', 4);
insert into kept values (1, 'c', 'x'), (2, 'a', null);
