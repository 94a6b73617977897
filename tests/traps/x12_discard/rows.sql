-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', 2);
insert into gone values (1, 'x');
insert into kept values (1, 'x');
