insert into t.t values (1);
