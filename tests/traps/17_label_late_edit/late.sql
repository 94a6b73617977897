-- SPDX-License-Identifier: MIT
update t set v = 'a' where id = 1;
insert into t values (4, 'b');
delete from t where id = 3;
insert into t values (3, 'b');
