-- SPDX-License-Identifier: MIT
insert into t (id, old_name, s, flag) values (1, 6, 'abc', 'yes'), (3, 1, 'y', 'no');
insert into t (id, flag) values (2, 'no');
