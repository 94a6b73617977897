-- SPDX-License-Identifier: MIT
-- What stands on relations and has no words of its own: schema, name, the statements that make it, comment, and the
-- relations that it reads.
WITH space AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname !~ '^(pg_|schemac_stash_)' AND nspname NOT IN ('information_schema', 'schemac')
), relation AS (
    SELECT c.oid, c.relname, c.relnamespace, c.relkind
    FROM pg_class AS c
    WHERE c.relnamespace IN (SELECT oid FROM space) AND c.relpersistence <> 't' AND c.relkind IN ('r', 'p', 'v', 'f', 'm')
), found (part, schema, name, text, classid, objid, owner) AS (
    SELECT 1, x.stxnamespace, x.stxname, format('CREATE STATISTICS %I', x.stxname)
               || substr(pg_get_statisticsobjdef(x.oid),
                         length(format('CREATE STATISTICS %I.%I', s.nspname, x.stxname)) + 1)
               || CASE WHEN (SELECT coalesce(stxstattarget, -1) FROM (SELECT x.*) AS now) >= 0
                       THEN format(E';\nALTER STATISTICS %I SET STATISTICS %s', x.stxname,
                                   (SELECT stxstattarget FROM (SELECT x.*) AS now)) ELSE '' END,
           'pg_statistic_ext'::regclass, x.oid, x.stxowner
    FROM (SELECT -1 AS stxstattarget) AS before
    CROSS JOIN pg_statistic_ext AS x JOIN space AS s ON s.oid = x.stxnamespace
    UNION ALL
    SELECT 2, c.relnamespace, r.rulename, rtrim(pg_get_ruledef(r.oid, -- see queries.sql
                   CASE WHEN strpos(concat(r.ev_qual, r.ev_action), '{BOOLEXPR') > 0 THEN
                       NOT concat(r.ev_qual, r.ev_action) LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop and :args ({BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}') ELSE true END), ';')
               || CASE r.ev_enabled WHEN 'O' THEN '' ELSE format(E';\nALTER TABLE %s %s RULE %I', c.oid::regclass,
                      CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END,
                      r.rulename) END,
           'pg_rewrite'::regclass, r.oid, NULL::oid
    FROM pg_rewrite AS r JOIN relation AS c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN'
    UNION ALL
    SELECT 3, c.relnamespace, t.tgname, pg_get_triggerdef(t.oid)
               || CASE t.tgenabled WHEN 'O' THEN '' ELSE format(E';\nALTER TABLE %s %s TRIGGER %I', c.oid::regclass,
                      CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END,
                      t.tgname) END,
           'pg_trigger'::regclass, t.oid, NULL::oid
    FROM pg_trigger AS t JOIN relation AS c ON c.oid = t.tgrelid
    WHERE c.relkind = 'f' AND NOT t.tgisinternal
)
SELECT s.nspname, f.name, f.text, d.description,
       ARRAY(SELECT DISTINCT r.refobjid FROM pg_depend AS r JOIN pg_class AS c ON c.oid = r.refobjid
             WHERE r.classid = f.classid AND r.objid = f.objid AND r.refclassid = 'pg_class'::regclass
               AND r.refobjid >= 16384 AND c.relkind <> 'S'),
       CASE WHEN pg_get_userbyid(f.owner) = current_user THEN '' ELSE pg_get_userbyid(f.owner) END
FROM found AS f
JOIN space AS s ON s.oid = f.schema
LEFT JOIN pg_description AS d ON d.classoid = f.classid AND d.objoid = f.objid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = f.classid AND e.objid = f.objid AND e.deptype = 'e' OFFSET 0)
ORDER BY f.part, f.name COLLATE "C", f.text COLLATE "C";
