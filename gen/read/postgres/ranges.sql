-- SPDX-License-Identifier: MIT
-- Range types. What a range takes by itself is null.
SELECT r.rngtypid, r.rngsubtype, CASE WHEN NOT o.opcdefault THEN o.opcname END,
       CASE WHEN r.rngcollation <> s.typcollation THEN r.rngcollation ELSE 0 END,
       CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::regproc END,
       (SELECT m.typname FROM pg_type AS m JOIN (SELECT r.*) AS now ON m.oid = now.rngmultitypid),
       CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::regproc END
FROM (SELECT 0::oid AS rngmultitypid) AS before
CROSS JOIN pg_range AS r
JOIN pg_type AS t ON t.oid = r.rngtypid
JOIN pg_namespace AS n ON n.oid = t.typnamespace
JOIN pg_type AS s ON s.oid = r.rngsubtype
JOIN pg_opclass AS o ON o.oid = r.rngsubopc
WHERE n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac');
