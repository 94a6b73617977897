-- SPDX-License-Identifier: MIT
-- Owners that are not whoever asks, that of public if it is another than at first, and rights that something does not have by itself: a row for each role. What it
-- is (schema, relation, column, function, type, language, wrapper, foreign server), its number, that of a column, the schema's name, the owner, is there
-- a list, and a line of it. Of a sequence also the column that it counts for.
WITH space AS (
    SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
    WHERE nspname !~ '^(pg_|schemac_stash_)' AND nspname NOT IN ('information_schema', 'schemac')
), me AS (
    SELECT oid FROM pg_roles WHERE rolname = current_user
), found (what, oid, number, name, owner, acl) AS (
    SELECT 'n', n.oid, 0, n.nspname,
           CASE WHEN n.nspname = 'public' AND pg_get_userbyid(n.nspowner) IN ('pg_database_owner', i.maker) THEN NULL
                ELSE n.nspowner END,
           CASE WHEN n.nspacl IS DISTINCT FROM i.initprivs THEN n.nspacl END
    FROM space AS n
    LEFT JOIN ( -- as the server was made; before version 15 its maker owned public, and all could create in it
        SELECT objoid, initprivs, split_part((initprivs[1])::text, '/', 2) AS maker FROM pg_init_privs
        WHERE classoid = 'pg_namespace'::regclass
    ) AS i ON i.objoid = n.oid
    UNION ALL
    SELECT CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END, c.oid, 0, '', c.relowner, c.relacl
    FROM pg_class AS c
    WHERE c.relnamespace IN (SELECT oid FROM space) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND (c.relacl IS NOT NULL OR c.relowner <> (SELECT oid FROM me))
    UNION ALL
    SELECT 'c', a.attrelid, a.attnum, a.attname, NULL, a.attacl
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    WHERE a.attacl IS NOT NULL AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace IN (SELECT oid FROM space)
    UNION ALL
    SELECT 'f', p.oid, 0, '', p.proowner, p.proacl
    FROM pg_proc AS p
    WHERE p.pronamespace IN (SELECT oid FROM space) AND (p.proacl IS NOT NULL OR p.proowner <> (SELECT oid FROM me))
    UNION ALL
    SELECT 't', t.oid, 0, '', t.typowner, t.typacl
    FROM pg_type AS t
    WHERE t.typnamespace IN (SELECT oid FROM space) AND (t.typtype IN ('e', 'd', 'c', 'r', 'p') OR (t.typtype = 'b' AND t.typarray <> 0))
      AND (t.typacl IS NOT NULL OR t.typowner <> (SELECT oid FROM me))
    UNION ALL
    SELECT 'l', l.oid, 0, '', l.lanowner, l.lanacl FROM pg_language AS l WHERE l.lanacl IS NOT NULL
    UNION ALL
    SELECT 'w', w.oid, 0, '', w.fdwowner, w.fdwacl FROM pg_foreign_data_wrapper AS w WHERE w.fdwacl IS NOT NULL
    UNION ALL
    SELECT 'e', e.oid, 0, '', e.srvowner, e.srvacl FROM pg_foreign_server AS e WHERE e.srvacl IS NOT NULL
)
SELECT f.what, f.oid, f.number, f.name,
       CASE WHEN f.owner <> (SELECT oid FROM me) OR (f.what = 'n' AND f.name = 'public') THEN pg_get_userbyid(f.owner) END,
       f.acl IS NOT NULL, i.item::text, d.refobjid, d.refobjsubid,
       pg_get_userbyid(CASE f.what WHEN 'c' THEN (SELECT relowner FROM pg_class WHERE oid = f.oid)
                                   WHEN 'n' THEN (SELECT nspowner FROM space WHERE oid = f.oid) ELSE f.owner END)
FROM found AS f
LEFT JOIN LATERAL unnest(f.acl) WITH ORDINALITY AS i (item, place) ON true
LEFT JOIN pg_depend AS d ON f.what = 's' AND d.classid = 'pg_class'::regclass AND d.objid = f.oid
    AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
WHERE f.acl IS NOT NULL OR f.owner <> (SELECT oid FROM me) OR (f.what = 'n' AND f.name = 'public' AND f.owner IS NOT NULL)
ORDER BY f.what <> 'r', f.what, f.oid, f.number, i.place;
