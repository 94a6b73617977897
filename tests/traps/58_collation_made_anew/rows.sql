-- SPDX-License-Identifier: MIT
insert into t values (1, 'q', '{a,b}', 'k'), (2, 'b', null, null);
insert into gone values (1, 'a');
