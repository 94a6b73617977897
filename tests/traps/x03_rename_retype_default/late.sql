-- SPDX-License-Identifier: MIT
insert into t values (4, 8, 'short', true);
insert into t (id, new_name) values (5, 9);
delete from t where id in (4, 5);
