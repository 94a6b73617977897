insert into t (id, a, b, c) values (1, 1, 1, 1), (2, 2, 2, null);
insert into t (id) values (3);
