-- SPDX-License-Identifier: MIT
-- All that a database can hold and the language has no words for: kind and name, a line for each. What the
-- language learns is taken out here. Members of extensions come with these and are left away; so is what
-- the server makes by itself. `classid` and `objid` are the object as pg_depend knows it.
WITH space AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname !~ '^(pg_|schemac_stash_)' AND nspname NOT IN ('information_schema', 'schemac')
), relation AS (
    SELECT c.oid, c.relkind, c.relispartition, c.relpersistence, c.reloptions, c.reltablespace, c.relam,
           c.relreplident,
           c.relowner, c.relacl, c.relkind IN ('r', 'p') AS is_table
    FROM pg_class AS c
    WHERE c.relnamespace IN (SELECT oid FROM space) AND c.relpersistence <> 't' AND c.relkind NOT IN ('i', 'I')
), carried AS ( -- what the rest of the language is about
    SELECT * FROM relation WHERE is_table OR relkind IN ('v', 'm')
), found (kind, name, classid, objid) AS (
    -- relations
    SELECT 'foreign table that inherits', oid::regclass::text, 'pg_class'::regclass, oid
    FROM relation
    WHERE relkind = 'f' AND EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = relation.oid)
    UNION ALL
    SELECT 'invalid index', c.oid::regclass::text, 'pg_class'::regclass, c.oid
    FROM pg_class AS c JOIN space AS s ON s.oid = c.relnamespace JOIN pg_index AS i ON i.indexrelid = c.oid
    WHERE NOT i.indisvalid AND c.relpersistence <> 't'
    -- constraints
    UNION ALL
    SELECT 'not null options', format('%s on %s', k.conname, c.oid::regclass), 'pg_class'::regclass, c.oid
    FROM pg_constraint AS k JOIN carried AS c ON c.oid = k.conrelid
    WHERE k.contype = 'n' AND k.conislocal AND k.coninhcount > 0 AND NOT EXISTS ( -- of its own or inherited name
        SELECT FROM pg_attribute AS a JOIN pg_class AS t ON t.oid = a.attrelid
        WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND (
            k.conname = format('%s_%s_not_null', t.relname, a.attname) OR k.conname IN (
                SELECT n.conname FROM pg_inherits AS i JOIN pg_constraint AS n ON n.conrelid = i.inhparent
                WHERE i.inhrelid = k.conrelid AND n.contype = 'n')))
    UNION ALL
    SELECT 'match partial', format('%s on %s', k.conname, c.oid::regclass), 'pg_class'::regclass, c.oid
    FROM pg_constraint AS k JOIN carried AS c ON c.oid = k.conrelid WHERE k.confmatchtype = 'p'
    -- what acts
    UNION ALL
    SELECT 'disabled triggers', format('of %s', c.oid::regclass), 'pg_class'::regclass, c.oid
    FROM carried AS c WHERE EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgisinternal
                                    AND t.tgenabled <> 'O')
    UNION ALL
    SELECT 'switched trigger', format('%s of %s', t.tgname, c.oid::regclass), 'pg_trigger'::regclass, t.oid
    FROM (SELECT 0::oid AS tgparentid) AS before -- which PostgreSQL 12 does not have yet
    CROSS JOIN pg_trigger AS t JOIN carried AS c ON c.oid = t.tgrelid
    JOIN pg_trigger AS w ON w.oid = (SELECT tgparentid FROM (SELECT t.*) AS now)
    WHERE NOT t.tgisinternal AND t.tgenabled <> w.tgenabled
    UNION ALL
    SELECT 'policy', format('%s on %s', p.polname, c.oid::regclass), 'pg_policy'::regclass, p.oid
    FROM pg_policy AS p JOIN relation AS c ON c.oid = p.polrelid WHERE NOT c.is_table
    UNION ALL
    SELECT 'procedure', p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
    FROM pg_proc AS p JOIN space AS s ON s.oid = p.pronamespace JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.prokind = 'p' AND (l.lanname = 'c' OR p.protrftypes IS NOT NULL)
    -- the database's own
    UNION ALL
    SELECT 'extension', x.extname, 'pg_extension'::regclass, x.oid
    FROM pg_extension AS x
    WHERE x.extname <> 'plpgsql' AND (x.extnamespace NOT IN (SELECT oid FROM space)
        OR EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_namespace'::regclass
                   AND d.objid = x.extnamespace AND d.deptype = 'e'))
    UNION ALL
    SELECT 'subscription', subname, 'pg_subscription'::regclass, 0::oid FROM pg_subscription -- a superuser's are carried
    WHERE current_setting('is_superuser') <> 'on' AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION ALL
    SELECT 'database settings', array_to_string(setconfig, ', '), 'pg_database'::regclass, 0::oid
    FROM pg_db_role_setting
    WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
    -- rights to what comes with the server or an extension
    UNION ALL
    SELECT 'grants', format('on %s', p.oid::regprocedure), 'pg_proc'::regclass, 0::oid
    FROM pg_proc AS p
    LEFT JOIN pg_init_privs AS i ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid
    WHERE p.proacl IS NOT NULL AND p.proacl <> coalesce(i.initprivs, acldefault('f', p.proowner))
      AND (p.pronamespace NOT IN (SELECT oid FROM space) OR EXISTS (SELECT FROM pg_depend AS d
           WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))
    UNION ALL
    SELECT 'grants', format('on %s', c.oid::regclass), 'pg_class'::regclass, 0::oid
    FROM pg_class AS c
    LEFT JOIN pg_init_privs AS i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
    WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'v', 'm', 'S', 'p', 'f')
      AND c.relacl <> coalesce(i.initprivs, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))
      AND (c.relnamespace = 11::oid OR EXISTS (SELECT FROM pg_depend AS d
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
    UNION ALL
    SELECT 'grants', format('on %s.%I', c.oid::regclass, a.attname), 'pg_class'::regclass, 0::oid
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    LEFT JOIN pg_init_privs AS i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum
    WHERE a.attacl IS NOT NULL AND a.attacl IS DISTINCT FROM i.initprivs
      AND (c.relnamespace = 11::oid OR EXISTS (SELECT FROM pg_depend AS d
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
    UNION ALL
    SELECT 'grants', format('on language %s', l.lanname), 'pg_language'::regclass, 0::oid
    FROM pg_language AS l
    LEFT JOIN pg_init_privs AS i ON i.classoid = 'pg_language'::regclass AND i.objoid = l.oid
    WHERE l.oid < 16384 AND l.lanacl IS NOT NULL AND l.lanacl <> coalesce(i.initprivs, acldefault('l', l.lanowner))
)
SELECT f.kind, f.name
FROM found AS f
WHERE NOT EXISTS (SELECT FROM pg_depend AS d -- one by one, as they are few
                  WHERE d.classid = f.classid AND d.objid = f.objid AND (d.deptype = 'e' OR -- made with a type:
                      (d.deptype = 'i' AND d.classid IN ('pg_proc'::regclass, 'pg_cast'::regclass))) OFFSET 0)
ORDER BY f.kind COLLATE "C", f.name COLLATE "C";
