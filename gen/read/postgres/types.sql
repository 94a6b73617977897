-- SPDX-License-Identifier: MIT
-- Every type that a column may have, and of the rows of the user's tables and views those that something names. `own`:
-- made by the user, so that it may be an object of the schema. Modifiers of an extension's type only it can tell.
SELECT t.oid, n.nspname, t.typname, t.typtype, coalesce(e.oid, 0),
       n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
       AND x.objid IS NULL AS own,
       t.typbasetype, t.typtypmod, t.typndims, t.typnotnull, pg_get_expr(t.typdefaultbin, 0, true),
       CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN t.typcollation ELSE 0 END, d.description, r.oid,
       x.objid IS NOT NULL,
       CASE WHEN t.typtypmod >= 0 AND t.typbasetype >= 16384 THEN format_type(t.typbasetype, t.typtypmod) END,
       r.relkind = 'c'
FROM pg_type AS t
JOIN pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_type AS e ON e.typarray = t.oid
LEFT JOIN pg_type AS b ON b.oid = t.typbasetype
LEFT JOIN pg_class AS r ON r.oid = coalesce(e.typrelid, t.typrelid)
LEFT JOIN pg_depend AS x ON x.refclassid = 'pg_extension'::regclass AND x.deptype = 'e'
    AND x.classid = 'pg_type'::regclass AND x.objid = t.oid
LEFT JOIN pg_description AS d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND t.typtype IN ('d', 'e', 'c', 'r')
WHERE r.oid IS NULL OR x.objid IS NOT NULL OR r.relkind = 'c'
   OR t.oid IN (SELECT refobjid FROM pg_depend WHERE refclassid = 'pg_type'::regclass AND deptype = 'n')
   OR e.oid IN (SELECT refobjid FROM pg_depend WHERE refclassid = 'pg_type'::regclass AND deptype = 'n')
   OR t.typarray IN (SELECT refobjid FROM pg_depend WHERE refclassid = 'pg_type'::regclass AND deptype = 'n')
ORDER BY t.typname COLLATE "C", t.oid;
