CREATE TABLE t (a int);
CREATE TABLE t (a int);
CREATE TABLE u (
    a int DEFAULT 1 +,
    b int
);
ALTER TABLE t ADD COLUMN a int, DROP COLUMN ö, ADD CONSTRAINT k UNIQUE (nothing);
CREATE INDEX ON nowhere (a);
CREATE TABLE w (a int REFERENCES nowhere);
ALTER TYPE nothing ADD VALUE 'x';
DROP TABLE nowhere;
CREATE TABLE x (a int) SOMETHING
