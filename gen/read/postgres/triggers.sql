-- SPDX-License-Identifier: MIT
-- Triggers of tables and views. What they are given and their condition, which pg_get_expr() cannot tell as it
-- is of two rows, are read from the definition.
SELECT t.tgrelid, t.tgname, t.tgtype, t.tgenabled, t.tgattr, t.tgconstraint <> 0, t.tgdeferrable, t.tginitdeferred,
       t.tgoldtable, t.tgnewtable, t.tgfoid, n.nspname, p.proname,
       pg_get_triggerdef(t.oid, t.tgqual IS NULL OR -- see queries.sql
                         CASE WHEN strpos(t.tgqual::text, '{BOOLEXPR') > 0 THEN
                             NOT t.tgqual::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END),
       d.description,
       n.nspname ~ '^pg_' OR EXISTS (SELECT FROM pg_depend AS x -- the server's own or an extension's
           WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype = 'e'),
       t.tgconstrrelid
FROM (SELECT 0::oid AS tgparentid) AS before -- which PostgreSQL 12 does not have yet
CROSS JOIN pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid
JOIN pg_namespace AS s ON s.oid = c.relnamespace
JOIN pg_proc AS p ON p.oid = t.tgfoid
JOIN pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_description AS d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid
WHERE NOT t.tgisinternal AND c.relkind IN ('r', 'p', 'v') AND c.relpersistence <> 't'
  AND (SELECT tgparentid FROM (SELECT t.*) AS now) = 0
  AND s.nspname !~ '^(pg_|schemac_stash_)' AND s.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'
                    AND e.classid = 'pg_trigger'::regclass AND e.objid = t.oid)
ORDER BY t.tgrelid, t.tgname COLLATE "C";
