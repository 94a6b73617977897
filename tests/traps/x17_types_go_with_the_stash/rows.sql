-- SPDX-License-Identifier: MIT
insert into gone (id, e, d, es) values (1, 'b', 3, '{a,b}'), (2, 'a', 7, null);
insert into t values (1, 'b', 4, 2), (2, 'a', null, -1);
