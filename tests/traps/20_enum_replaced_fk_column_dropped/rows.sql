-- SPDX-License-Identifier: MIT
insert into p values (1, 'a'), (2, 'b');
insert into t values (1, 1, 'c'), (2, 2, 'b');
