-- SPDX-License-Identifier: MIT
insert into t values (1, 'abcdef'), (1, 'abcxyz'), (1, 'abcdef'), (2, 'x'), (2, 'x');
