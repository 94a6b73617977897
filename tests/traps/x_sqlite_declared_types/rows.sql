insert into words (id, name, at, old, "any") values (1, 'one', '2024-01-01', 7, x'01'), (2, 'two', 17, 'text', 'a');
insert into nulls values (null, 'first'), (null, 'second'), ('a', 'third');
insert into uniques values ('b', 1);
