-- said: columns of whose comments and defaults the schema speaks; options, defaults: whether they are its own affair.
CREATE OR REPLACE PROCEDURE pg_temp.schemac_keep_view(view regclass, key text, said text[] DEFAULT '{}',
    options boolean DEFAULT true, defaults boolean DEFAULT true) LANGUAGE sql AS $keep$
    INSERT INTO schemac_kept (key, head, tail)
    SELECT key, c.head, c.tail FROM pg_class AS v CROSS JOIN LATERAL (
        SELECT r.head, r.tail FROM pg_temp.schemac_rights('TABLE ', 'r', v.relowner, v.relacl) AS r
        UNION ALL
        SELECT format('GRANT %s (%I) ON ', a.privilege_type, k.attname),
               concat(' TO ', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                      CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END)
        FROM pg_attribute AS k CROSS JOIN LATERAL aclexplode(k.attacl) AS a WHERE k.attrelid = v.oid
        UNION ALL
        SELECT CASE v.relkind WHEN 'm' THEN 'ALTER MATERIALIZED VIEW ' ELSE 'ALTER VIEW ' END,
               format(' SET (%s)', array_to_string(v.reloptions, ', '))
        WHERE options AND v.reloptions IS NOT NULL
        UNION ALL
        SELECT 'COMMENT ON COLUMN ', format('.%I IS %L', k.attname, d.description)
        FROM pg_description AS d JOIN pg_attribute AS k ON k.attrelid = d.objoid AND k.attnum = d.objsubid
        WHERE d.objoid = v.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND k.attname <> ALL (said)
        UNION ALL
        SELECT 'ALTER VIEW ', format(' ALTER COLUMN %I SET DEFAULT %s', k.attname, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attrdef AS d JOIN pg_attribute AS k ON k.attrelid = d.adrelid AND k.attnum = d.adnum
        WHERE defaults AND d.adrelid = v.oid AND k.attname <> ALL (said)
        UNION ALL
        SELECT pg_get_triggerdef(t.oid), NULL FROM pg_trigger AS t WHERE t.tgrelid = v.oid AND NOT t.tgisinternal
        UNION ALL
        SELECT format('COMMENT ON TRIGGER %I ON ', t.tgname), format(' IS %L', d.description)
        FROM pg_trigger AS t JOIN pg_description AS d ON d.objoid = t.oid AND d.classoid = 'pg_trigger'::regclass
        WHERE t.tgrelid = v.oid AND NOT t.tgisinternal
        UNION ALL
        SELECT pg_get_ruledef(r.oid), NULL FROM pg_rewrite AS r WHERE r.ev_class = v.oid AND r.rulename <> '_RETURN'
    ) AS c WHERE v.oid = view
$keep$;
