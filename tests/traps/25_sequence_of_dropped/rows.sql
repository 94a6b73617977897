-- SPDX-License-Identifier: MIT
insert into t default values;
insert into t default values;
insert into t default values;
delete from t where id = 3;
