-- SPDX-License-Identifier: MIT
-- How tables are parted. What a column has by itself is 0.
SELECT p.partrelid, p.partstrat, p.partattrs,
       (SELECT string_agg(CASE WHEN o.opcdefault THEN 0::oid ELSE o.oid END::text, ' ' ORDER BY x.place)
        FROM unnest(p.partclass::oid[]) WITH ORDINALITY AS x (oid, place) JOIN pg_opclass AS o ON o.oid = x.oid),
       (SELECT string_agg(CASE WHEN a.attcollation IS DISTINCT FROM x.oid AND (k.key <> 0 OR x.oid <> 100) THEN x.oid
                               ELSE 0::oid END::text, ' ' ORDER BY x.place)
        FROM unnest(p.partcollation::oid[]) WITH ORDINALITY AS x (oid, place)
        JOIN unnest(p.partattrs::int2[]) WITH ORDINALITY AS k (key, place) ON k.place = x.place
        LEFT JOIN pg_attribute AS a ON a.attrelid = p.partrelid AND a.attnum = k.key),
       pg_get_expr(p.partexprs, p.partrelid, true)
FROM pg_partitioned_table AS p;
