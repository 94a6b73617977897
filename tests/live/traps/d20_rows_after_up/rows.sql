-- SPDX-License-Identifier: MIT
insert into downloads values (1, 'a', 1, 'x'), (2, 'b', null, 'y');
