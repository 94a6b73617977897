-- SPDX-License-Identifier: MIT
insert into t values (3, 4);
delete from t where id = 2;
insert into t values (2, 9);
