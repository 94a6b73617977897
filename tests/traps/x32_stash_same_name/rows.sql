-- SPDX-License-Identifier: MIT
insert into a.t values (1, 'x', 'a');
insert into b.t values (1, 'z', 'b'), (2, 'x', 'c');
insert into t values (1, 'public');
