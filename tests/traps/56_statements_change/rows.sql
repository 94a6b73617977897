-- SPDX-License-Identifier: MIT
insert into t (id, n, body) values (1, 6, 'running words'), (2, 5, 'x');
