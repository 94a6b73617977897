-- SPDX-License-Identifier: MIT
insert into t values (1, 'a'), (2, 'b'), (3, 'c');
insert into c values (1, 2, 3, 'b'), (2, null, 1, null), (3, 3, 3, 'c');
insert into n values (1, 'y'), (2, null), (3, null);
