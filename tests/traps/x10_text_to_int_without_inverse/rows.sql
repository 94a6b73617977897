insert into t values (1, '012'), (2, ' 7 ');
