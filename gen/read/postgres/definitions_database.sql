-- SPDX-License-Identifier: MIT
-- What a database has one of under a name, and no words of its own: NULL, name, the statements that make it, comment, and
-- the relations that a publication has, then as definitions.sql.
WITH found (part, name, text, classid, objid, owner) AS (
    SELECT 1, l.lanname, format('CREATE %sLANGUAGE %I%s%s%s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, l.lanname,
               CASE WHEN l.lanplcallfoid <> 0 THEN format(' HANDLER %s', l.lanplcallfoid::regproc) END,
               CASE WHEN l.laninline <> 0 THEN format(' INLINE %s', l.laninline::regproc) END,
               CASE WHEN l.lanvalidator <> 0 THEN format(' VALIDATOR %s', l.lanvalidator::regproc) END),
           'pg_language'::regclass, l.oid, l.lanowner
    FROM pg_language AS l WHERE l.oid >= 16384
    UNION ALL
    SELECT 2, m.amname, format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname,
               CASE m.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, m.amhandler), 'pg_am'::regclass, m.oid, NULL::oid
    FROM pg_am AS m WHERE m.oid >= 16384
    UNION ALL
    SELECT 3, w.fdwname, concat_ws(' ', format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname),
               CASE WHEN w.fdwhandler <> 0 THEN format('HANDLER %s', w.fdwhandler::regproc) END,
               CASE WHEN w.fdwvalidator <> 0 THEN format('VALIDATOR %s', w.fdwvalidator::regproc) END,
               (SELECT 'OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')'
                FROM pg_options_to_table(w.fdwoptions) AS o)), 'pg_foreign_data_wrapper'::regclass, w.oid, w.fdwowner
    FROM pg_foreign_data_wrapper AS w
    UNION ALL
    SELECT 4, s.srvname, concat_ws(' ', format('CREATE SERVER %I', s.srvname),
               'TYPE ' || quote_literal(s.srvtype), 'VERSION ' || quote_literal(s.srvversion),
               format('FOREIGN DATA WRAPPER %I', w.fdwname),
               (SELECT 'OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')'
                FROM pg_options_to_table(s.srvoptions) AS o)), 'pg_foreign_server'::regclass, s.oid, s.srvowner
    FROM pg_foreign_server AS s JOIN pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
    UNION ALL
    SELECT 5, u.usename || ' at ' || u.srvname, concat_ws(' ', format('CREATE USER MAPPING FOR %s SERVER %I',
                   CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END, u.srvname),
               (SELECT 'OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')'
                FROM pg_options_to_table(u.umoptions) AS o)), 'pg_user_mapping'::regclass, u.umid, NULL::oid
    FROM pg_user_mappings AS u
    UNION ALL
    SELECT 6, format('%s as %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
           format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
               CASE c.castmethod WHEN 'f' THEN format('WITH FUNCTION %s', c.castfunc::regprocedure)
                                 WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
               CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END),
           'pg_cast'::regclass, c.oid, NULL::oid
    FROM pg_cast AS c WHERE c.oid >= 16384
    UNION ALL
    SELECT 7, format('%s for %s', format_type(t.trftype, NULL), l.lanname),
           format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(t.trftype, NULL), l.lanname, concat_ws(', ',
               CASE WHEN t.trffromsql <> 0 THEN format('FROM SQL WITH FUNCTION %s', t.trffromsql::regprocedure) END,
               CASE WHEN t.trftosql <> 0 THEN format('TO SQL WITH FUNCTION %s', t.trftosql::regprocedure) END)),
           'pg_transform'::regclass, t.oid, NULL::oid
    FROM pg_transform AS t JOIN pg_language AS l ON l.oid = t.trflang
    UNION ALL
    SELECT 8, p.pubname, concat_ws(' ', format('CREATE PUBLICATION %I', p.pubname),
               CASE WHEN p.puballtables THEN 'FOR ALL TABLES' ELSE (
                   SELECT 'FOR ' || string_agg(item, ', ' ORDER BY part, item COLLATE "C") FROM (
                       SELECT 1, concat_ws(' ', 'TABLE', CASE WHEN EXISTS (SELECT FROM pg_inherits AS i JOIN pg_class AS c
                                                ON c.oid = i.inhparent WHERE c.oid = r.prrelid AND c.relkind <> 'p')
                                             THEN 'ONLY' END, r.prrelid::regclass,
                           (SELECT '(' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                            FROM pg_attribute AS a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (now.prattrs)),
                           'WHERE (' || pg_get_expr(now.prqual, r.prrelid) || ')')
                       FROM (SELECT NULL::smallint[] AS prattrs, NULL::pg_node_tree AS prqual) AS before
                       CROSS JOIN pg_publication_rel AS r
                       CROSS JOIN LATERAL (SELECT prattrs, prqual FROM (SELECT r.*) AS row) AS now
                       WHERE r.prpubid = p.oid
                       UNION ALL
                       SELECT 2, format('TABLES IN SCHEMA %I', n.nspname)
                       FROM pg_depend AS d JOIN pg_depend AS e ON e.classid = d.classid AND e.objid = d.objid
                       JOIN pg_namespace AS n ON n.oid = e.refobjid
                       WHERE d.classid = to_regclass('pg_catalog.pg_publication_namespace') AND d.refobjid = p.oid
                         AND d.refclassid = 'pg_publication'::regclass AND e.refclassid = 'pg_namespace'::regclass
                   ) AS item (part, item)) END,
               (SELECT format('WITH (%s)', string_agg(said, ', ')) FROM (
                   SELECT format('publish = %L', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
                              CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
                              CASE WHEN p.pubtruncate THEN 'truncate' END))
                   WHERE NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate)
                   UNION ALL
                   SELECT 'publish_via_partition_root = true' WHERE (SELECT pubviaroot FROM (SELECT p.*) AS now)
                   UNION ALL
                   SELECT 'publish_generated_columns = stored' WHERE (SELECT pubgencols::text FROM (SELECT p.*) AS now) = 's'
               ) AS option (said) HAVING count(*) > 0)),
           'pg_publication'::regclass, p.oid, p.pubowner
    FROM (SELECT false AS pubviaroot, 'n' AS pubgencols) AS before CROSS JOIN pg_publication AS p
    UNION ALL
    SELECT 9, t.evtname, format('CREATE EVENT TRIGGER %I ON %I%s EXECUTE FUNCTION %s()%s', t.evtname, t.evtevent,
               (SELECT E'\n    WHEN TAG IN (' || string_agg(quote_literal(tag), ', ') || ')' FROM unnest(t.evttags) AS tag),
               t.evtfoid::regproc, CASE t.evtenabled WHEN 'O' THEN NULL ELSE format(E';\nALTER EVENT TRIGGER %I %s',
                   t.evtname, CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS'
                                                ELSE 'ENABLE REPLICA' END) END),
           'pg_event_trigger'::regclass, t.oid, t.evtowner
    FROM pg_event_trigger AS t
    UNION ALL
    SELECT 10, l.provider || ' on ' || l.objname, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider,
               upper(l.objtype), l.objname, l.label), NULL, 0, NULL::oid
    FROM pg_seclabels AS l WHERE l.objtype NOT IN ('database', 'role', 'tablespace')
)
SELECT NULL, f.name, f.text, d.description,
       CASE f.part WHEN 8 THEN ARRAY(SELECT prrelid FROM pg_publication_rel WHERE prpubid = f.objid) END,
       CASE WHEN pg_get_userbyid(f.owner) = current_user THEN '' ELSE pg_get_userbyid(f.owner) END,
       f.objid, CASE f.part WHEN 1 THEN 'l' WHEN 3 THEN 'w' WHEN 4 THEN 'e' END, NULL
FROM found AS f
LEFT JOIN pg_description AS d ON d.classoid = f.classid AND d.objoid = f.objid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = f.classid AND e.objid = f.objid
                    AND (e.deptype = 'e' OR (e.deptype = 'i' AND e.classid = 'pg_cast'::regclass)) OFFSET 0)
ORDER BY f.part, f.name COLLATE "C", f.text COLLATE "C";
