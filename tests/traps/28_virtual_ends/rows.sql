INSERT INTO sales (id, qty) VALUES (1, 3), (2, 5);
