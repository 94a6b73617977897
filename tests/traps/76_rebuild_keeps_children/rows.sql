-- SPDX-License-Identifier: MIT
pragma foreign_keys = on;
insert into p (n, s) values (10, 'a'), (20, 'b'), (30, 'c');
delete from p where id = 3;
insert into c1 values (1, 1), (2, 2);
insert into c2 values (1, 1), (2, null), (3, 2);
insert into c3 (id, p_id) values (1, 2);
insert into c4 values (1, 2);
