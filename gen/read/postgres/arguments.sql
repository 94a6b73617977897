-- SPDX-License-Identifier: MIT
-- Arguments of functions, in their order.
SELECT p.oid, a.type, coalesce(p.proargmodes[a.number], 'i'), nullif(p.proargnames[a.number], ''),
       pg_get_function_arg_default(p.oid, a.number::integer)
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
CROSS JOIN LATERAL unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS a (type, number)
WHERE n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
ORDER BY p.oid, a.number;
