-- The index of a constraint may have a comment beside that of the constraint; so may those that a part has.
CREATE TABLE t (a int PRIMARY KEY, b int CONSTRAINT tb UNIQUE, EXCLUDE USING btree (a WITH =));
COMMENT ON CONSTRAINT t_pkey ON t IS 'The key.';
COMMENT ON INDEX t_pkey IS 'The key''s index.';
COMMENT ON INDEX tb IS 'First.';
COMMENT ON INDEX tb IS 'Of b.';
COMMENT ON INDEX t_a_excl IS 'Of the exclusion.';
CREATE TABLE p (a int, b int, PRIMARY KEY (a)) PARTITION BY RANGE (a);
CREATE INDEX ON p (b);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
COMMENT ON INDEX p1_pkey IS 'Of the part.';
COMMENT ON INDEX p1_b_idx IS 'Of b in the part.';
