-- SPDX-License-Identifier: MIT
insert into p values (1, 'a'), (2, 'b');
insert into t values (1, 1, 'b'), (2, 2, 'b');
insert into s values (1), (2);
