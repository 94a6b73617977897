-- SPDX-License-Identifier: MIT
insert into t (id, a, z) values (1, 1, 'xx'), (2, 2, 'x');
