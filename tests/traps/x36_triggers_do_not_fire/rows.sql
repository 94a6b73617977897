-- SPDX-License-Identifier: MIT
insert into t (id, a, gone, n, l) values (1, 'a', 'g', '7', 'mid'), (2, 'b', 'h', '08', 'low');
delete from log;
