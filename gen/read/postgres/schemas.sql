-- SPDX-License-Identifier: MIT
-- Schemas of the user's own, public first.
SELECT n.nspname,
       CASE WHEN d.description IS DISTINCT FROM CASE n.nspname WHEN 'public' THEN 'standard public schema' END
            THEN d.description END
FROM pg_namespace AS n
LEFT JOIN pg_description AS d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid
WHERE n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
ORDER BY n.nspname <> 'public', n.nspname COLLATE "C";
