insert into pages values (1, 'one word'), (2, 'two words');
insert into words values ('a'), ('b');
insert into places values (1, 0.5, 2.5);
