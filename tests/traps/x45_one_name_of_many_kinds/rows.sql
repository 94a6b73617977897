-- SPDX-License-Identifier: MIT
insert into t values (1, 'a', '{a,b}'), (2, 'b', null);
insert into u values (1, 'a'), (2, 'b');
insert into o values (1, '(1,x)'), (2, null);
select nextval('s');
