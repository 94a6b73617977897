insert into t values (1, 'ä', 'Z', 'x');
