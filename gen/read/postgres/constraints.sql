-- SPDX-License-Identifier: MIT
-- Constraints of tables and domains. Keys take their included columns from their index. A column that a
-- version of the server does not have yet is found in `before` instead.
SELECT k.conrelid, k.contypid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey, k.confdeltype,
       k.confupdtype, k.confmatchtype, k.condeferrable, k.condeferred, k.connoinherit,
       pg_get_expr(k.conbin, k.conrelid, -- see queries.sql
                   CASE WHEN strpos(k.conbin::text, '{BOOLEXPR') > 0 THEN
                       NOT k.conbin::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END),
       i.indkey, i.indnkeyatts,
       (SELECT indnullsnotdistinct FROM (SELECT i.*) AS now), d.description, k.convalidated,
       (SELECT conenforced FROM (SELECT k.*) AS now), (SELECT conperiod FROM (SELECT k.*) AS now),
       (SELECT confdelsetcols FROM (SELECT k.*) AS now), array_to_string(c.reloptions, chr(1)), s.spcname,
       i.indisclustered, i.indisreplident, k.conislocal AND k.conparentid = 0, x.description
FROM (SELECT false AS indnullsnotdistinct, true AS conenforced, false AS conperiod, NULL::int2[] AS confdelsetcols
) AS before
CROSS JOIN pg_constraint AS k
LEFT JOIN pg_index AS i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
LEFT JOIN pg_class AS c ON c.oid = i.indexrelid AND (c.reloptions IS NOT NULL OR c.reltablespace <> 0)
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_description AS d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid
LEFT JOIN pg_description AS x ON x.classoid = 'pg_class'::regclass AND x.objoid = i.indexrelid AND x.objsubid = 0
WHERE (k.contype IN ('p', 'u', 'c', 'f') OR (k.contype = 'n' AND k.conrelid <> 0 AND k.coninhcount = 0 -- from 18 on
       AND (k.connoinherit OR NOT k.convalidated OR d.description IS NOT NULL OR k.conname <> (
            SELECT format('%s_%s_not_null', t.relname, a.attname) FROM pg_class AS t JOIN pg_attribute AS a
            ON a.attrelid = t.oid AND a.attnum = k.conkey[1] WHERE t.oid = k.conrelid))))
  AND (k.contype <> 'f' OR k.conparentid = 0)
  AND k.connamespace = ANY (ARRAY(SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|schemac_stash_)'
                           AND nspname NOT IN ('information_schema', 'schemac')))
ORDER BY k.conrelid, k.contypid, k.conname COLLATE "C";
