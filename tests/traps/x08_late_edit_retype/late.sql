-- SPDX-License-Identifier: MIT
update t set a = 'new' where id = 1;
delete from t where id = 3;
insert into t values (3, 'r3'), (4, 'r4');
