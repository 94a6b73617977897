-- SPDX-License-Identifier: MIT
insert into t values (1, 'abcdef'), (1, 'abcxyz'), (2, 'x');
