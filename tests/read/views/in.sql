CREATE TABLE users (id int PRIMARY KEY, name text); CREATE TABLE app_log (id int, user_id int);
CREATE SCHEMA app; CREATE TABLE app.t (a int);
CREATE VIEW v (id, name) WITH (security_barrier) AS
    SELECT id, name -- the name
      FROM users
     WHERE name <> ';' WITH LOCAL CHECK OPTION;
SET search_path = app, public;
CREATE OR REPLACE VIEW w AS SELECT t.a, u.name FROM t JOIN users u ON u.id = t.a;
RESET search_path;
CREATE VIEW x AS SELECT 1 AS a; CREATE OR REPLACE VIEW x AS SELECT users.id AS a, 'AS' AS b FROM users;
CREATE VIEW y AS SELECT * FROM x; CREATE VIEW dropped AS SELECT * FROM app_log; DROP TABLE app_log CASCADE;
ALTER TABLE users RENAME TO people; ALTER VIEW y RENAME TO z;
COMMENT ON VIEW z IS 'All of x.';
CREATE TABLE own_rows (id int); CREATE VIEW own AS SELECT own.id FROM own_rows AS own JOIN own_rows AS other USING (id);
