-- SPDX-License-Identifier: MIT
-- Functions and procedures, but those in C and what else is named in the census. A body that the server has read
-- when it was made stands in the definition alone. What a function has by itself is null.
SELECT p.oid, n.nspname, p.proname, p.prokind, l.lanname, p.prorettype, p.proretset, p.provolatile, p.proisstrict,
       p.prosecdef, p.proleakproof, p.proparallel,
       nullif(p.procost, CASE l.lanname WHEN 'internal' THEN 1 ELSE 100 END),
       nullif(p.prorows, CASE WHEN p.proretset THEN 1000 ELSE 0 END), p.prosrc,
       CASE WHEN (SELECT prosqlbody::text FROM (SELECT p.*) AS now) IS NOT NULL THEN pg_get_functiondef(p.oid) END,
       cardinality(coalesce(p.proallargtypes, p.proargtypes::oid[])), d.description, p.oid::regprocedure
FROM (SELECT NULL AS prosqlbody) AS before
CROSS JOIN pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
JOIN pg_language AS l ON l.oid = p.prolang
LEFT JOIN pg_description AS d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
WHERE p.prokind IN ('f', 'p', 'w') AND l.lanname <> 'c' AND p.prosupport = 0 AND p.protrftypes IS NULL
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY p.proname COLLATE "C", n.nspname COLLATE "C", p.oid::regprocedure::text COLLATE "C";
