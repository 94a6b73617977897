-- SPDX-License-Identifier: MIT
-- What functions set while they run, as name=value.
SELECT p.oid, cardinality(p.proconfig), c.setting
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
CROSS JOIN LATERAL unnest(p.proconfig) WITH ORDINALITY AS c (setting, number)
WHERE n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
ORDER BY p.oid, c.number;
