-- SPDX-License-Identifier: MIT
insert into t values (4, 4.5, 44, 45);
delete from t where id = 4;
