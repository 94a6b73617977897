insert into t values (1, 2);
insert into w values (1, 9);
