-- SPDX-License-Identifier: MIT
-- Operator classes; the name of a default one is not said.
SELECT oid, CASE WHEN opcdefault THEN '' ELSE opcname END
FROM pg_opclass
ORDER BY oid;
