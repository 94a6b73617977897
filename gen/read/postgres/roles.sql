-- SPDX-License-Identifier: MIT
-- Roles but for the server's own and who asks, with their settings and memberships: NULL, name, the statements
-- that make it, comment, nothing, no owner. Passwords are not read.
SELECT NULL, r.rolname, concat_ws(E';\n',
       concat_ws(' ', format('CREATE ROLE %I', r.rolname), CASE WHEN r.rolsuper THEN 'SUPERUSER' END,
           CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END, CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
           CASE WHEN r.rolcreatedb THEN 'CREATEDB' END, CASE WHEN r.rolcanlogin THEN 'LOGIN' END,
           CASE WHEN r.rolreplication THEN 'REPLICATION' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
           CASE WHEN r.rolconnlimit >= 0 THEN format('CONNECTION LIMIT %s', r.rolconnlimit) END,
           CASE WHEN r.rolvaliduntil < 'infinity' THEN format('VALID UNTIL %L', r.rolvaliduntil) END),
       (SELECT string_agg(format('ALTER ROLE %I%s SET %s TO %s', r.rolname, ' IN DATABASE ' || quote_ident(b.datname),
                   split_part(c, '=', 1), CASE
                       WHEN split_part(c, '=', 1) IN ('search_path', 'temp_tablespaces', 'session_preload_libraries',
                                                      'local_preload_libraries') AND substr(c, strpos(c, '=') + 1) <> ''
                       THEN substr(c, strpos(c, '=') + 1) -- a list
                       ELSE quote_literal(substr(c, strpos(c, '=') + 1)) END), E';\n' ORDER BY b.datname NULLS FIRST, c)
        FROM pg_db_role_setting AS s CROSS JOIN unnest(s.setconfig) AS c
        LEFT JOIN pg_database AS b ON b.oid = s.setdatabase WHERE s.setrole = r.oid),
       (SELECT string_agg(format('GRANT %I TO %I%s', g.rolname, r.rolname, ' WITH ' || nullif(concat_ws(', ',
                   CASE WHEN m.admin THEN 'ADMIN OPTION' END,
                   CASE WHEN m.inherit <> r.rolinherit THEN format('INHERIT %s', upper(m.inherit::text)) END,
                   CASE WHEN NOT m.set THEN 'SET FALSE' END), '')), E';\n' ORDER BY g.rolname)
        FROM (SELECT k.roleid, bool_or(k.admin_option) AS admin, bool_or(coalesce(now.inherit, r.rolinherit)) AS inherit,
                     bool_or(now.set) AS set
              FROM (SELECT NULL::boolean AS inherit_option, true AS set_option) AS before -- 16 is the first to have them
              CROSS JOIN pg_auth_members AS k
              CROSS JOIN LATERAL (SELECT inherit_option, set_option FROM (SELECT k.*) AS row) AS now (inherit, set)
              WHERE k.member = r.oid GROUP BY k.roleid) AS m
        JOIN pg_roles AS g ON g.oid = m.roleid)),
       shobj_description(r.oid, 'pg_authid'), NULL, NULL
FROM pg_roles AS r
WHERE r.oid >= 16384 AND r.rolname <> current_user
ORDER BY r.rolname COLLATE "C";
