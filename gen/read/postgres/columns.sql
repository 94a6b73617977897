-- SPDX-License-Identifier: MIT
-- Columns of tables and materialized views, in their order, and those of views of which something is said.
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attndims, a.attnotnull, a.attidentity,
       -- a default reads no column, so it need not know the table, which would have to be opened
       a.attgenerated, pg_get_expr(x.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE x.adrelid END, -- see queries.sql
                   CASE WHEN strpos(x.adbin::text, '{BOOLEXPR') > 0 THEN
                       NOT x.adbin::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END),
       CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation ELSE 0 END, a.attcollation,
       d.description, t.typname, nullif(a.attstorage, t.typstorage),
       CASE WHEN a.attlen < 0 THEN (SELECT attcompression FROM (SELECT a.*) AS now) END,
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
       CASE WHEN a.attoptions[2] IS NOT NULL OR a.attoptions[1] NOT LIKE 'pg_attver=%' -- a mark of 15.20's own
            THEN array_to_string(a.attoptions, chr(1)) END,
       CASE WHEN a.atttypmod >= 0 AND a.atttypid >= 16384 THEN format_type(a.atttypid, a.atttypmod) END,
       a.attislocal
FROM (SELECT ''::"char" AS attcompression) AS before -- which a version of the server may not have yet
CROSS JOIN pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
JOIN pg_type AS t ON t.oid = a.atttypid
LEFT JOIN (SELECT * FROM pg_attrdef OFFSET 0) AS x ON x.adrelid = a.attrelid AND x.adnum = a.attnum -- all at once
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND (c.relkind IN ('r', 'p', 'm') OR (c.relkind = 'v' AND (x.oid IS NOT NULL OR d.objoid IS NOT NULL)))
  AND c.relpersistence <> 't'
  AND c.relnamespace = ANY (ARRAY(SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|schemac_stash_)'
                           AND nspname NOT IN ('information_schema', 'schemac')))
ORDER BY a.attrelid, a.attnum;
