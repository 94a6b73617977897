-- SPDX-License-Identifier: MIT
insert into plain (rowid, n, m) values (10, 1, 1), (20, 2, 2);
insert into keyed (rowid, n, m) values (10, 'a', 1), (20, 'b', 2);
