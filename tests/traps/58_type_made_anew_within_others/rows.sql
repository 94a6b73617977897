-- SPDX-License-Identifier: MIT
insert into t values ('{a,b}', 'a', '{b,NULL}', '(1,a,"x, y")', '{"(2,b,)",NULL}', '[1,3)', '[5,6)'),
    ('{b}', 'b', null, null, '{{"(1,,q)"},{"(3,a,)"}}', '[7,)', null);
insert into gone values (1, 'a', '[1,2)');
