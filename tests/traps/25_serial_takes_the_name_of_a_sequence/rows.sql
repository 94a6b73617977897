INSERT INTO ends (name) VALUES ('a'), ('b');
INSERT INTO kept VALUES (1);
