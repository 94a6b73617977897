-- SPDX-License-Identifier: MIT
-- What views read: relations, and of these the columns.
SELECT DISTINCT r.ev_class, d.refobjid, d.refobjsubid
FROM pg_rewrite AS r
JOIN pg_class AS c ON c.oid = r.ev_class
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
JOIN pg_class AS o ON o.oid = d.refobjid AND o.relkind NOT IN ('S', 'c') -- these are told by themselves
WHERE r.rulename = '_RETURN' AND c.relkind IN ('v', 'm') AND d.refobjid >= 16384 -- the server's own are everywhere
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac');
