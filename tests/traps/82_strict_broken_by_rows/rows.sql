insert into c values (5, 'not a number');
