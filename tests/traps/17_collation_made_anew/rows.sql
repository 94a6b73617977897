INSERT INTO people VALUES (1, 'berta'), (2, 'Zoe'), (3, 'Anna');
