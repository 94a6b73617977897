insert into t values (1, 'a', 1, '{}', '{1}');
