-- SPDX-License-Identifier: MIT
-- Schemas of the user's own, public first: it has a comment by itself, so that none is said as an empty one.
SELECT n.nspname,
       CASE WHEN n.nspname <> 'public' THEN d.description
            WHEN d.description IS DISTINCT FROM 'standard public schema' THEN coalesce(d.description, '') END
FROM pg_namespace AS n
LEFT JOIN pg_description AS d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid
WHERE n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
ORDER BY n.nspname <> 'public', n.nspname COLLATE "C";
