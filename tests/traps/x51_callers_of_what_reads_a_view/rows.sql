-- SPDX-License-Identifier: MIT
insert into t values (1, 'b');
insert into u (id) values (1);
