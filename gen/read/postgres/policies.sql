-- SPDX-License-Identifier: MIT
-- Policies of tables, with their roles by name; none: everybody.
SELECT p.polrelid, p.polname, p.polcmd, NOT p.polpermissive, pg_get_expr(p.polqual, p.polrelid),
       pg_get_expr(p.polwithcheck, p.polrelid), d.description,
       CASE WHEN p.polroles <> '{0}' THEN ARRAY(SELECT r.rolname FROM pg_roles AS r WHERE r.oid = ANY (p.polroles)
                                                ORDER BY r.rolname COLLATE "C") END
FROM pg_policy AS p
JOIN pg_class AS c ON c.oid = p.polrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_description AS d ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid
WHERE c.relkind IN ('r', 'p')
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
ORDER BY p.polrelid, p.polname COLLATE "C";
