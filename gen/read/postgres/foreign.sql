-- SPDX-License-Identifier: MIT
-- Foreign tables: schema, name, the statements that make it, comment, its number, owner.
SELECT n.nspname, c.relname, format(E'CREATE FOREIGN TABLE %I (%s) SERVER %I%s%s%s%s', c.relname, (
           SELECT string_agg(E'\n    ' || line, ',' ORDER BY part, number) || E'\n' FROM (
               SELECT 1, a.attnum, concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                   (SELECT 'OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')'
                    FROM pg_options_to_table(a.attfdwoptions) AS o),
                   CASE WHEN a.attcollation <> t.typcollation
                        THEN (SELECT format('COLLATE %s%I', CASE WHEN n.nspname NOT IN ('pg_catalog', 'public')
                            THEN quote_ident(n.nspname) || '.' END, o.collname)
                         FROM pg_collation AS o JOIN pg_namespace AS n ON n.oid = o.collnamespace
                         WHERE o.oid = a.attcollation) END,
                   CASE a.attgenerated WHEN 's' THEN 'GENERATED ALWAYS AS (' WHEN 'v' THEN 'GENERATED ALWAYS AS ('
                        ELSE CASE WHEN a.atthasdef THEN 'DEFAULT' END END
                       || CASE WHEN a.attgenerated = '' THEN ' ' ELSE '' END
                       || (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d
                           WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum)
                       || CASE a.attgenerated WHEN 's' THEN ') STORED' WHEN 'v' THEN ') VIRTUAL' ELSE '' END,
                   CASE WHEN a.attnotnull THEN 'NOT NULL' END)
               FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               UNION ALL
               SELECT 2, row_number() OVER (ORDER BY k.conname COLLATE "C"),
                      format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid,
                          CASE WHEN strpos(k.conbin::text, '{BOOLEXPR') > 0 THEN
                              NOT k.conbin::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END))
               FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.convalidated
           ) AS line (part, number, line)),
           s.srvname, (SELECT ' OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')'
                       FROM pg_options_to_table(f.ftoptions) AS o),
           (SELECT string_agg(format(E';\nCOMMENT ON COLUMN %I.%I IS %L', c.relname, a.attname, d.description), ''
                              ORDER BY a.attnum)
            FROM pg_attribute AS a JOIN pg_description AS d
                ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
           (SELECT string_agg(format(E';\nALTER FOREIGN TABLE %I ADD CONSTRAINT %I %s', c.relname, k.conname,
                                     pg_get_constraintdef(k.oid)), '' ORDER BY k.conname COLLATE "C")
            FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.contype = 'c' AND NOT k.convalidated),
           (SELECT string_agg(concat(
                CASE WHEN COALESCE(a.attstattarget, -1) >= 0
                     THEN format(E';\nALTER FOREIGN TABLE %I ALTER COLUMN %I SET STATISTICS %s', c.relname,
                                 a.attname, a.attstattarget) END,
                CASE WHEN a.attstorage <> t.typstorage
                     THEN format(E';\nALTER FOREIGN TABLE %I ALTER COLUMN %I SET STORAGE %s', c.relname, a.attname,
                                 CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                                                   WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END) END), '' ORDER BY a.attnum)
            FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)),
       d.description, c.oid,
       CASE WHEN pg_get_userbyid(c.relowner) = current_user THEN '' ELSE pg_get_userbyid(c.relowner) END
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_foreign_table AS f ON f.ftrelid = c.oid JOIN pg_foreign_server AS s ON s.oid = f.ftserver
LEFT JOIN pg_description AS d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname !~ '^(pg_|schemac_stash_)' AND n.nspname NOT IN ('information_schema', 'schemac')
  AND NOT EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = c.oid)
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.refclassid = 'pg_extension'::regclass AND e.deptype = 'e'
                    AND e.classid = 'pg_class'::regclass AND e.objid = c.oid)
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C";
