insert into people values (1, 'Ann', 5, 'ok'), (2, 'Bob', 0, 'odd');
