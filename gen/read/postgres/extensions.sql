-- SPDX-License-Identifier: MIT
-- Extensions. Comment and version are said where they are not those that the server brings along. One whose
-- things are in no schema of the user's is named in the census.
SELECT n.nspname, x.extname, CASE WHEN d.description IS DISTINCT FROM a.comment THEN d.description END,
       CASE WHEN x.extversion <> a.default_version THEN x.extversion END
FROM pg_extension AS x
JOIN pg_namespace AS n ON n.oid = x.extnamespace
LEFT JOIN pg_description AS d ON d.classoid = 'pg_extension'::regclass AND d.objoid = x.oid
LEFT JOIN pg_available_extensions AS a ON a.name = x.extname
WHERE x.extname <> 'plpgsql'
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e')
ORDER BY x.extname COLLATE "C";
