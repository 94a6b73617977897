-- SPDX-License-Identifier: MIT
insert into t values (1, null, 5), (2, 1, 6);
insert into u values (1, 2, 'x'), (2, null, 'y');
