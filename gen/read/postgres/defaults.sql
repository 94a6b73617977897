-- SPDX-License-Identifier: MIT
-- Default privileges: role (null: who asks), schema (null: all), kind, a line of the list, the role's name.
SELECT CASE WHEN r.rolname <> current_user THEN r.rolname END, n.nspname, d.defaclobjtype, i.item::text, r.rolname
FROM pg_default_acl AS d
JOIN pg_roles AS r ON r.oid = d.defaclrole
LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
LEFT JOIN LATERAL unnest(d.defaclacl) WITH ORDINALITY AS i (item, place) ON true
WHERE d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n', 'L') AND (n.nspname IS NULL
      OR n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac'))
ORDER BY r.rolname COLLATE "C", n.nspname COLLATE "C", d.defaclobjtype, i.place;
