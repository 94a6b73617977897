-- SPDX-License-Identifier: MIT
insert into p values ('a'), ('b');
insert into t values (1, 'a', 'c'), (2, 'b', 'b');
