-- SPDX-License-Identifier: MIT
-- Indexes that no key or unique constraint has made: an exclusion constraint is told by its index.
WITH parametric AS ( -- classes that may have parameters: their method's last support function says which
    SELECT o.oid FROM pg_opclass AS o JOIN pg_am AS m ON m.oid = o.opcmethod
    JOIN pg_amproc AS p ON p.amprocfamily = o.opcfamily
    WHERE p.amprocnum = CASE m.amname WHEN 'btree' THEN 5 WHEN 'hash' THEN 3 WHEN 'gist' THEN 10 WHEN 'gin' THEN 7
                                      WHEN 'spgist' THEN 6 WHEN 'brin' THEN 5 ELSE p.amprocnum END
)
SELECT i.indrelid, c.relname, m.amname, i.indisunique,
       (SELECT indnullsnotdistinct FROM (SELECT i.*) AS now), i.indnkeyatts, i.indkey, i.indoption, i.indclass,
       i.indcollation, pg_get_expr(i.indexprs, i.indrelid, -- see queries.sql
                   CASE WHEN strpos(i.indexprs::text, '{BOOLEXPR') > 0 THEN
                       NOT i.indexprs::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END),
       pg_get_expr(i.indpred, i.indrelid,
                   CASE WHEN strpos(i.indpred::text, '{BOOLEXPR') > 0 THEN
                       NOT i.indpred::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END),
       CASE WHEN k.oid IS NOT NULL THEN e.description ELSE d.description END, k.oid IS NOT NULL, k.condeferrable, k.condeferred,
       CASE WHEN k.oid IS NOT NULL THEN
           (SELECT string_agg(CASE WHEN v.nspname IN ('pg_catalog', 'public') THEN o.oprname
                                   ELSE format('operator(%I.%s)', v.nspname, o.oprname) END, chr(1) ORDER BY x.place)
            FROM unnest(k.conexclop) WITH ORDINALITY AS x (oid, place)
            JOIN pg_operator AS o ON o.oid = x.oid JOIN pg_namespace AS v ON v.oid = o.oprnamespace) END,
       array_to_string(c.reloptions, chr(1)), s.spcname, i.indisclustered, i.indisreplident,
       CASE WHEN i.indexprs IS NOT NULL THEN
           (SELECT string_agg(a.attnum || ' ' || a.attstattarget, ' ' ORDER BY a.attnum) FROM pg_attribute AS a
            WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) END,
       CASE WHEN i.indclass::oid[] && ARRAY(SELECT oid FROM parametric) THEN
           (SELECT string_agg(concat_ws(' ', a.attnum, p.opcname, o.option), chr(1) ORDER BY a.attnum, o.place)
            FROM pg_attribute AS a
            CROSS JOIN unnest(a.attoptions) WITH ORDINALITY AS o (option, place)
            JOIN pg_opclass AS p ON p.oid = i.indclass[a.attnum - 1]
            WHERE a.attrelid = i.indexrelid AND o.option NOT LIKE 'pg_attver=%') END, -- the mark of 15.20, no option
       c.relispartition, CASE WHEN k.oid IS NOT NULL THEN d.description END
FROM (SELECT false AS indnullsnotdistinct) AS before
CROSS JOIN pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid
JOIN pg_am AS m ON m.oid = c.relam
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_constraint AS k ON k.conindid = i.indexrelid AND k.contype = 'x'
LEFT JOIN pg_description AS e ON e.classoid = 'pg_constraint'::regclass AND e.objoid = k.oid
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('i', 'I')
  AND c.relnamespace = ANY (ARRAY(SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|schemac_stash_)'
                           AND nspname NOT IN ('information_schema', 'schemac')))
  AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
ORDER BY i.indrelid, c.relname COLLATE "C";
