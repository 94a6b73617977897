-- SPDX-License-Identifier: MIT
-- Attributes of composite types, in their order.
SELECT t.oid, a.attname, a.atttypid, a.atttypmod, a.attndims,
       CASE WHEN a.attcollation <> y.typcollation THEN a.attcollation ELSE 0 END, d.description,
       CASE WHEN a.atttypmod >= 0 AND a.atttypid >= 16384 THEN format_type(a.atttypid, a.atttypmod) END
FROM pg_class AS c
JOIN pg_type AS t ON t.oid = c.reltype
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid
JOIN pg_type AS y ON y.oid = a.atttypid
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
WHERE c.relkind = 'c' AND a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
ORDER BY t.oid, a.attnum;
