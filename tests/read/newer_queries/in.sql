-- Queries and expressions of PostgreSQL 16 to 18: names in them are followed all the same.
CREATE TABLE public.t (
    a integer, b integer, e text, j text CHECK (j IS JSON),
    CONSTRAINT jj CHECK (j IS NOT JSON ARRAY WITH UNIQUE KEYS OR a = 1_000)
);
CREATE TABLE public.u (a integer, enforced boolean);
CREATE VIEW public.v AS
 SELECT t.a,
    JSON_OBJECT('a' : t.a, 'b' VALUE t.e RETURNING json) AS o,
    JSON_VALUE(t.j, '$.x' PASSING t.a AS q, t.e AS r RETURNING integer DEFAULT 3 ON EMPTY ERROR ON ERROR) AS w,
    JSON_QUERY(t.j, '$.y' RETURNING text WITH UNCONDITIONAL WRAPPER KEEP QUOTES) AS y,
    JSON_ARRAY(SELECT x.a FROM public.t x RETURNING text) AS r,
    now() AT LOCAL AS l,
    xmlserialize(content '<a/>' AS text NO INDENT) AS x
   FROM public.t,
    LATERAL JSON_TABLE(t.j, '$[*]' AS rows COLUMNS (id FOR ORDINALITY, n integer PATH '$.n', NESTED PATH '$.q' AS q
        COLUMNS (z text PATH '$'))) jt(id, n, z)
  WHERE JSON_EXISTS(t.j, '$.a') AND (t.j IS JSON OBJECT);
CREATE VIEW public.w AS SELECT json_arrayagg(t.a ORDER BY t.b ABSENT ON NULL RETURNING text) AS g FROM public.t;
ALTER TABLE public.t RENAME COLUMN e TO renamed;
CREATE FUNCTION public.f() RETURNS void LANGUAGE sql
    BEGIN ATOMIC
 MERGE INTO public.u USING public.t ON (u.a = t.a)
  WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN MATCHED THEN UPDATE SET enforced = true;
END;
