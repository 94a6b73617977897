-- SPDX-License-Identifier: MIT
-- What parses and PostgreSQL refuses: parts of what is not parted, row security and policies on a view.
CREATE TABLE logs (id int PRIMARY KEY, at date NOT NULL);
CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE logs_2023 (id int NOT NULL, at date NOT NULL);
ALTER TABLE logs ATTACH PARTITION logs_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE VIEW newest AS SELECT id FROM logs;
ALTER TABLE newest ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON newest USING (true);
CREATE TABLE mother (a int);
CREATE TABLE daughter () INHERITS (mother);
ALTER TABLE mother INHERIT daughter;
CREATE TABLE whole (a int) PARTITION BY LIST (a);
CREATE TABLE part PARTITION OF whole DEFAULT PARTITION BY LIST (a);
ALTER TABLE part ATTACH PARTITION whole DEFAULT;
