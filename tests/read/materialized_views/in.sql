CREATE TABLE users (id bigint primary key, name text not null, email text);
CREATE VIEW dummy AS SELECT NULL::bigint AS id, NULL::text AS name;
COMMENT ON COLUMN dummy.name IS 'the name';
CREATE MATERIALIZED VIEW public.sums (id, n) WITH (fillfactor='70') AS
 SELECT users.id, upper(users.name) AS n FROM public.users
  WITH NO DATA;
CREATE UNIQUE INDEX sums_id_idx ON public.sums USING btree (id);
CREATE INDEX low ON public.sums (lower(n)) WHERE n IS NOT NULL;
COMMENT ON MATERIALIZED VIEW sums IS 'sum';
COMMENT ON COLUMN sums.n IS 'en';
COMMENT ON INDEX low IS 'lo';
ALTER MATERIALIZED VIEW sums ALTER COLUMN n SET STATISTICS 300;
REFRESH MATERIALIZED VIEW public.sums;
CREATE OR REPLACE VIEW dummy WITH (security_barrier='true') AS SELECT users.id, users.name FROM users WHERE name <> '' WITH CASCADED CHECK OPTION;
ALTER VIEW dummy ALTER COLUMN name SET DEFAULT 'x'::text;
CREATE RECURSIVE VIEW nums (n) AS VALUES (1) UNION ALL SELECT n+1 FROM nums WHERE n < 100;
ALTER VIEW nums SET (security_invoker = true);
CREATE MATERIALIZED VIEW m2 AS WITH a AS (SELECT 1 AS x) SELECT x FROM a;
ALTER INDEX low RENAME TO lower_n;
