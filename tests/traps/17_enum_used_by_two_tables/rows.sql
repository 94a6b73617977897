-- SPDX-License-Identifier: MIT
insert into one.t values (1, 'a'), (2, 'b'), (3, 'c');
insert into two.t values (1, '{a,b,c,NULL}', 'c'), (2, '{c,b,a}', 'a');
