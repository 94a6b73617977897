-- SPDX-License-Identifier: MIT
insert into people (id, name) values (1, 'a'), (2, 'b');
insert into posts values (1, 1, 't'), (2, 1, null), (3, 2, '');
delete from log;
