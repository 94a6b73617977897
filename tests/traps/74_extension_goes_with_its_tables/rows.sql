-- SPDX-License-Identifier: MIT
insert into base values (9, 'nine');
insert into words (x, y, word, tags, name) values (1, 'a', 'One', '{A,b}', 'n'), (2, null, 'two', null, null);
insert into notes (word) values ('one'), (null);
insert into spans values (1, '[1,2.5]', 'un'), (2, null, null);
