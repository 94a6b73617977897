-- SPDX-License-Identifier: MIT
-- Sequences with the column that each is owned by, or whose identity it is. A number that a sequence has
-- by itself is null.
SELECT n.nspname, c.relname, d.description, q.seqtypid, nullif(q.seqincrement, 1),
       nullif(q.seqmin, CASE WHEN q.seqincrement > 0 THEN 1 ELSE r.low END),
       nullif(q.seqmax, CASE WHEN q.seqincrement > 0 THEN r.high ELSE -1 END),
       nullif(q.seqstart, CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END),
       nullif(q.seqcache, 1), q.seqcycle, o.refobjid, o.refobjsubid,
       CASE WHEN o.deptype = 'a' THEN format('nextval(%L::regclass)', c.oid::regclass) END, o.deptype = 'i', c.oid,
       CASE WHEN o.deptype = 'i' THEN ( -- an identity that differs from its column has no words
           SELECT format('of %s.%s', t.oid::regclass, a.attname)
           FROM pg_attribute AS a JOIN pg_class AS t ON t.oid = a.attrelid
           WHERE a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
             AND (a.atttypid <> q.seqtypid OR t.relpersistence <> c.relpersistence)) END,
       c.relpersistence = 'u', current_setting('server_version_num')::int >= 150000 -- before, none is unlogged
FROM pg_sequence AS q
JOIN pg_class AS c ON c.oid = q.seqrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT CASE q.seqtypid WHEN 'smallint'::regtype THEN -32768 WHEN 'integer'::regtype THEN -2147483648
                           ELSE -9223372036854775808 END AS low,
           CASE q.seqtypid WHEN 'smallint'::regtype THEN 32767 WHEN 'integer'::regtype THEN 2147483647
                           ELSE 9223372036854775807 END AS high
) AS r
LEFT JOIN pg_depend AS o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
    AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relpersistence <> 't'
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'
                    AND e.classid = 'pg_class'::regclass AND e.objid = c.oid)
ORDER BY c.relname COLLATE "C", n.nspname COLLATE "C";
