CREATE TYPE mood AS ENUM ('ok');
CREATE TABLE t (id int PRIMARY KEY, a2 text, b int, m mood, n int NOT NULL);
