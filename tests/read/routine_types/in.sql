-- A server keeps no lengths of arguments and results, and what a function in C is by itself need not be said.
CREATE FUNCTION a(x char, y varchar(10), z numeric(4,1), c character(3)[]) RETURNS char LANGUAGE sql AS 'select x';
CREATE FUNCTION c() RETURNS TABLE (a char, b varchar(4)) LANGUAGE sql AS $$ select 'a'::char, 'b'::varchar $$;
CREATE FUNCTION d(character, OUT q char(2)) LANGUAGE sql AS $$ select 'a'::char $$;
COMMENT ON FUNCTION a(character, varchar, numeric, char[]) IS 'shortens';
REVOKE ALL ON FUNCTION d(char) FROM PUBLIC;
CREATE FUNCTION absolute(IN n int) RETURNS int LANGUAGE internal
    VOLATILE CALLED ON NULL INPUT SECURITY INVOKER NOT LEAKPROOF PARALLEL UNSAFE COST 1 AS 'int4abs';
CREATE FUNCTION least_of(n int, m int) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'int4smaller';
CREATE TABLE ticks (id int PRIMARY KEY, seen txid_snapshot DEFAULT txid_current_snapshot() NOT NULL, at pg_snapshot);
