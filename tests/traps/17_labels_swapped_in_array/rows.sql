-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', '{a,b,c,d,NULL}', '{{a,b},{d,c}}'), (2, 'd', '{}', null), (3, 'b', '{b}', '[0:1]={a,d}');
