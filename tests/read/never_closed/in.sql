CREATE TABLE t (a text DEFAULT 'x');
COMMENT ON TABLE t IS 'it is fine;
CREATE TABLE u (a int);
