-- Expressions as people write them, each of which a server spells otherwise, or would store otherwise if it were said otherwise.
CREATE EXTENSION citext;
CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);
CREATE DOMAIN colour AS varchar(10) CHECK (VALUE IN ('red', 'green'));
CREATE DOMAIN colour2 AS varchar(10) CHECK (VALUE = ANY (ARRAY['red', 'green']));
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TABLE t (
    a int,
    v varchar(9) CHECK (v = ANY (ARRAY['a', 'b'])),
    w varchar(9) CHECK (w IN ('a', 'b')),
    k citext CHECK (k IN ('a', 'b')) CHECK (k <> ''),
    m numeric CHECK (m < 1e6) CHECK (m > -1.5),
    i interval(0) DEFAULT '2 hours' CHECK (i > '0'),
    d interval DEFAULT interval '1' day,
    e timestamp DEFAULT 'epoch',
    j jsonb DEFAULT to_jsonb('a'::text),
    l varchar(5)[] DEFAULT ARRAY['a']::varchar[],
    f double precision DEFAULT '0.0',
    s date CHECK ((s, s + 1) OVERLAPS (s, s + 2)),
    g text GENERATED ALWAYS AS (k || 'x') STORED,
    h tsvector GENERATED ALWAYS AS (to_tsvector('public.words', v)) STORED
);
CREATE INDEX t_v ON t (a) WHERE v = ANY (ARRAY['a', 'b']);
CREATE INDEX t_w ON t (a) WHERE w IN ('c', 'd');
CREATE INDEX t_k ON t (lower(k), (k || 'x'));
CREATE VIEW z AS SELECT k, k = 'x' AS e, coalesce(k, '') AS c, replace(k, 'a', 'b') AS r FROM t WHERE k LIKE 'a%' AND k NOT IN ('x', 'y');
CREATE TRIGGER changed AFTER UPDATE ON t FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION touch();
CREATE COLLATION plain (LOCALE = 'C');
CREATE TEXT SEARCH CONFIGURATION parts (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION parts ADD MAPPING FOR asciiword, word WITH simple;
