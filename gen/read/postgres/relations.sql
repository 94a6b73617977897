-- SPDX-License-Identifier: MIT
-- Tables and views. What has a kind of its own is named in the census: foreign tables and so on.
SELECT c.oid, n.nspname, c.relname, c.relkind IN ('v', 'm'), c.relpersistence = 'u', d.description,
       c.relrowsecurity, c.relforcerowsecurity,
       CASE WHEN c.relkind IN ('r', 'p', 'v', 'm') THEN concat_ws(chr(1), array_to_string(c.reloptions, chr(1)),
           (SELECT string_agg('toast.' || set, chr(1) ORDER BY place)
            FROM unnest(o.reloptions) WITH ORDINALITY AS x (set, place))) END,
       s.spcname, CASE c.relkind WHEN 'p' THEN m.amname ELSE nullif(m.amname, 'heap') END,
       CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' END, c.relkind = 'm', NOT c.relispopulated, c.reloftype
FROM pg_class AS c
LEFT JOIN pg_class AS o ON o.oid = c.reltoastrelid
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_am AS m ON m.oid = c.relam
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't'
  AND n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'
                    AND e.classid = 'pg_class'::regclass AND e.objid = c.oid)
ORDER BY c.relname COLLATE "C", n.nspname COLLATE "C";
