-- SPDX-License-Identifier: MIT
insert into t values (1, 'abcdef'), (2, 'ghijkl'), (3, 'mnopqr');
