-- Not a dump: that PostgreSQL 18 is meant, which keeps these names, stands in --target-version.
CREATE TABLE t (
    id integer CONSTRAINT has_id NOT NULL,
    usual integer CONSTRAINT t_usual_not_null NOT NULL,
    moved integer NOT NULL
);
ALTER TABLE t RENAME COLUMN moved TO there;
CREATE TABLE u (a integer NOT NULL);
ALTER TABLE u RENAME TO v;
COMMENT ON CONSTRAINT u_a_not_null ON v IS 'It''s there.';
CREATE TABLE w (a integer NOT NULL, b integer NOT NULL);
COMMENT ON CONSTRAINT w_a_not_null ON w IS 'said';
COMMENT ON CONSTRAINT w_b_not_null ON w IS 'not for long';
COMMENT ON CONSTRAINT w_b_not_null ON w IS NULL;
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 (a integer CONSTRAINT p_a_not_null NOT NULL, b integer DEFAULT 1 CONSTRAINT p_b_not_null NOT NULL);
ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1);
