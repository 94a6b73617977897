-- 63 bytes, made-up names that are cut and numbered, and a name whose first choice is taken
CREATE TABLE a_table_whose_name_is_so_long_that_all_of_its_63_bytes_are_used (
    a_column_whose_name_is_so_long_that_all_of_its_63_bytes_are_usd int UNIQUE CHECK (a_column_whose_name_is_so_long_that_all_of_its_63_bytes_are_usd > 0),
    serial_column serial
);
CREATE TABLE t (a int CONSTRAINT t_b_check CHECK (a > 0), b int CHECK (b > 0), "ö" int CHECK ("ö" > 1));
CREATE INDEX ON t (a); CREATE INDEX ON t (a); CREATE INDEX ON t (lower(b::text), (a + b), coalesce(a, b));
ALTER TABLE t ADD CHECK (a > 1), ADD CHECK (a > 2), ADD UNIQUE (a, b);
