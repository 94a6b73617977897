-- SPDX-License-Identifier: MIT
-- Indexes that no constraint has made.
SELECT i.indrelid, c.relname, m.amname, i.indisunique,
       (SELECT indnullsnotdistinct FROM (SELECT i.*) AS now), i.indnkeyatts, i.indkey, i.indoption, i.indclass,
       i.indcollation, pg_get_expr(i.indexprs, i.indrelid, true), pg_get_expr(i.indpred, i.indrelid, true),
       d.description
FROM (SELECT false AS indnullsnotdistinct) AS before
CROSS JOIN pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_am AS m ON m.oid = c.relam
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind = 'i' AND NOT c.relispartition
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY i.indrelid, c.relname COLLATE "C";
