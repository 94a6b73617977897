-- Tables that a query makes have its columns, where the types of all can be told.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (a int, b varchar(5), c numeric(10,2), d timestamptz(3), e text COLLATE "C", m mood, n int[]);
CREATE FUNCTION twice(x int) RETURNS bigint LANGUAGE sql AS 'select x * 2::bigint';
CREATE TABLE plain AS SELECT * FROM t;
CREATE TABLE named (x, y) WITH (fillfactor = 60) AS SELECT a, b FROM t WITH NO DATA;
SELECT b, m INTO UNLOGGED picked FROM t WHERE a > 3;
CREATE TABLE IF NOT EXISTS plain AS SELECT 1 AS other;
CREATE TABLE figured AS
    SELECT max(a) AS most, c * 2 AS double, upper(b) AS loud, d::date AS day, n[1] AS first, twice(a), count(*),
           coalesce(b, '-') AS either, CASE WHEN a > 1 THEN 1 ELSE 2.5 END AS kind, b || e AS both, a IN (1, 2) AS few,
           'ok'::mood AS fine, ARRAY[a] AS list, (SELECT min(c) FROM t) AS least, extract(year FROM d) AS year, current_date AS today
    FROM t GROUP BY a, b, c, d, e, n;
CREATE TABLE arms AS
    WITH q AS (SELECT a, sum(a) AS s FROM t GROUP BY a)
    SELECT q.*, r.e FROM q JOIN t AS r ON r.a = q.a UNION ALL SELECT 1, 2, 'x';
CREATE TABLE rows AS VALUES (1, 'a'), (2, 'b');
ALTER TABLE plain ADD PRIMARY KEY (a);
