CREATE SCHEMA ext; CREATE EXTENSION citext; CREATE EXTENSION hstore WITH SCHEMA ext; CREATE EXTENSION ltree; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION pg_trgm; CREATE EXTENSION pgcrypto WITH SCHEMA ext;
CREATE EXTENSION btree_gist; CREATE EXTENSION cube;
CREATE DOMAIN mail AS citext CHECK (value ~ '@');
CREATE TABLE t (id uuid DEFAULT uuid_generate_v4() PRIMARY KEY, a citext, b public.citext[] DEFAULT '{}'::citext[], c ext.hstore DEFAULT ''::ext.hstore NOT NULL, d ltree, e "char", m mail, tok text DEFAULT ext.gen_salt('bf'::text),
  CHECK (a <> 'x'::citext), CHECK (ext.akeys(c) <> '{}'::text[]));
CREATE INDEX ON t USING gin (tok gin_trgm_ops); CREATE INDEX ON t USING gist (d); CREATE INDEX ON t USING gin (c);
CREATE FUNCTION f(a citext, b ext.hstore, VARIADIC c citext[]) RETURNS SETOF citext LANGUAGE sql AS 'select a';
CREATE VIEW v AS SELECT a, c FROM t WHERE a = 'x'::citext;
ALTER TABLE t ALTER tok TYPE citext; CREATE TABLE elsewhere (a int);
