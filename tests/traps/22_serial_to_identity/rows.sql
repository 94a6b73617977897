-- SPDX-License-Identifier: MIT
insert into t (n) values (1), (2), (3);
delete from t where id = 3;
insert into b (n) select g from generate_series(1, 500) g;
