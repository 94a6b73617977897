insert into t (id, c) values (9, null);
