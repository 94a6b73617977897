-- The schema that is there already: its owner is said even where all things have the same, and so is that it has no comment.
ALTER SCHEMA public OWNER TO joe;
COMMENT ON SCHEMA public IS '';
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO joe;
