-- SPDX-License-Identifier: MIT
insert into gone (id, e, more, more2) values (1, 'x', 'a', 'b'), (2, 'z', 'b', null);
insert into t values (1, 'x', 'a'), (2, 'y', 'b'), (3, 'z', 'a');
