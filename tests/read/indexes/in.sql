CREATE TABLE t (a int, b text, c jsonb, d tsvector, "E" text);
CREATE UNIQUE INDEX one ON ONLY public.t USING btree (a DESC NULLS LAST, lower(b) COLLATE "C" text_pattern_ops, ((c ->> 'x, y)')) DESC) INCLUDE (d, "E") NULLS NOT DISTINCT WHERE (a > 0) AND b IS NOT NULL;
CREATE INDEX two ON t USING gin (d, c jsonb_path_ops);
CREATE INDEX CONCURRENTLY IF NOT EXISTS three ON t USING hash (b);
CREATE INDEX IF NOT EXISTS three ON t (a);
CREATE INDEX four ON t (public.f(a, b), "E" NULLS FIRST) TABLESPACE fast;
CREATE INDEX five ON t (a); DROP INDEX five;
ALTER INDEX two RENAME TO zwei;
COMMENT ON INDEX zwei IS 'Two.';
