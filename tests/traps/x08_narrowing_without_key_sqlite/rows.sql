-- SPDX-License-Identifier: MIT
insert into t values (1, 'abcdef'), (1, 'abcxyz'), (2, 'x');
delete from t where a = 'x';
insert into t (rowid, n, a) values (77, 2, 'yyyyyy');
