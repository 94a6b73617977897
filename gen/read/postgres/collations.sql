-- SPDX-License-Identifier: MIT
SELECT oid, collname
FROM pg_collation
ORDER BY oid;
