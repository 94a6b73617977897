-- SPDX-License-Identifier: MIT
-- Which tables are parts of which, or inherit from them, and as which part.
SELECT i.inhrelid, i.inhparent, c.relispartition, pg_get_expr(c.relpartbound, c.oid)
FROM pg_inherits AS i
JOIN pg_class AS c ON c.oid = i.inhrelid
WHERE c.relkind IN ('r', 'p')
ORDER BY i.inhrelid, i.inhseqno;
