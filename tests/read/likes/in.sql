-- What LIKE takes along, and what the copies are called.
CREATE TYPE pair AS (x int, y text COLLATE "C");
CREATE TABLE o (
    a int PRIMARY KEY,
    b text UNIQUE DEFERRABLE,
    c numeric(8,2) DEFAULT 5,
    d int GENERATED ALWAYS AS (a * 2) STORED,
    n bigint GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2),
    CONSTRAINT rich CHECK (c > 0),
    EXCLUDE USING gist (point(a, a) WITH ~=)
);
CREATE INDEX o_lower ON o (lower(b) DESC) WITH (fillfactor = 50) WHERE a > 2;
CREATE INDEX ON o (c) INCLUDE (a);
COMMENT ON INDEX o_lower IS 'for names';
COMMENT ON COLUMN o.c IS 'in euros';
CREATE STATISTICS many (ndistinct) ON a, c FROM o;
COMMENT ON STATISTICS many IS 'they go together';
CREATE TABLE l_all (LIKE o INCLUDING ALL);
CREATE TABLE l_none (LIKE o);
CREATE TABLE l_some (z int, LIKE o INCLUDING INDEXES INCLUDING COMMENTS, UNIQUE (c), y int);
CREATE TABLE l_stats (LIKE o INCLUDING STATISTICS INCLUDING IDENTITY);
CREATE TABLE whole (a int, b int, PRIMARY KEY (a)) PARTITION BY RANGE (a);
CREATE INDEX whole_b ON whole (b);
CREATE TABLE part PARTITION OF whole FOR VALUES FROM (1) TO (5);
CREATE TABLE l_part (LIKE part INCLUDING ALL);
CREATE TABLE numbered (id serial, t text);
CREATE TABLE l_numbered (LIKE numbered INCLUDING DEFAULTS);
CREATE VIEW v AS SELECT a, c * 2 AS twice, upper(b) AS u, count(*) OVER () AS n FROM o;
CREATE TABLE l_view (LIKE v INCLUDING ALL);
CREATE TABLE l_pair (LIKE pair, z int);
