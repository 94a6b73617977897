-- Labels that get other names where expressions have them, and settings that functions take from those of the file.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (m mood DEFAULT 'sad' CHECK (m <> 'ok'), n mood[], x text CHECK (x <> 'sad'), y int);
CREATE INDEX t_sad ON t (y) WHERE m = 'sad' AND y > 3;
CREATE POLICY p ON t USING (m IN ('sad', 'ok'));
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
SET work_mem = '8MB';
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET work_mem FROM CURRENT AS 'select 1';
RESET work_mem;
SET search_path = public;
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'select 1';
ALTER FUNCTION g() SET search_path FROM CURRENT;
