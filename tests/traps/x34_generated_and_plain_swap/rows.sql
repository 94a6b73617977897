-- SPDX-License-Identifier: MIT
insert into t (id, a) values (1, 'x'), (2, 'y');
