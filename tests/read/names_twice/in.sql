-- A column that stands twice in an index gets a number in its name. What is in a schema follows the name of that.
CREATE TABLE t (a int, b text, p point);
CREATE INDEX ON t (a, a);
CREATE INDEX ON t (lower(b), lower(b), (a + 1), (a + 2));
CREATE INDEX ON t (a) INCLUDE (a);
ALTER TABLE t ADD EXCLUDE USING gist (p WITH ~=, p WITH ~=);
CREATE SCHEMA app;
CREATE SEQUENCE app.numbers;
CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'select 1';
CREATE TABLE app.u (i int DEFAULT app.one(), n int DEFAULT nextval('app.numbers'));
CREATE VIEW v AS SELECT * FROM app.u WHERE i = app.one();
CREATE POLICY p ON t USING (EXISTS (SELECT FROM app.u WHERE i = t.a));
ALTER SCHEMA app RENAME TO shop;
