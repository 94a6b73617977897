-- Temporary relations come before all others of their name, and go with the session.
CREATE TABLE t (a int);
CREATE TEMP TABLE t (x int);
CREATE INDEX ON t (x);
ALTER TABLE t ADD COLUMN y int;
DROP TABLE t;
ALTER TABLE t ADD COLUMN b int;
CREATE TEMPORARY VIEW v AS SELECT 1 AS a;
CREATE TEMP SEQUENCE s;
CREATE TEMP TABLE by_query AS SELECT * FROM t;
