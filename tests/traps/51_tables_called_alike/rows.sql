insert into s.items values (1, 2);
insert into t.other values (1, 2.5);
insert into t.items values (1);
