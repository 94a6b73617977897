-- Where the type of one column cannot be told the table is not carried, nor is what is on it.
CREATE TABLE t (a int, b text, c text COLLATE "C", d text COLLATE "POSIX");
CREATE TABLE unclear AS SELECT to_jsonb(t) FROM t;
CREATE INDEX ON unclear (to_jsonb);
CREATE TABLE collations AS SELECT c || d AS e FROM t;
CREATE TABLE joined AS SELECT * FROM t JOIN t AS u USING (a);
CREATE TABLE like_a_view (LIKE unclear);
SELECT * INTO other FROM elsewhere;
