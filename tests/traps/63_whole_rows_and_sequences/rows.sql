insert into t values (1), (2);
insert into log values (1, 1);
