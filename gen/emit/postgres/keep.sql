-- A view or routine that is made anew keeps what no schema says of it. That is put aside from the
-- catalogue, as commands around its name; schemac_give_back carries them out when it has come again.
CREATE TEMPORARY TABLE IF NOT EXISTS schemac_kept (id integer GENERATED ALWAYS AS IDENTITY, key text, head text, tail text) ON COMMIT DROP;
-- What default privileges give it when it comes is taken first; a right is given by whoever gave it.
CREATE OR REPLACE FUNCTION pg_temp.schemac_rights(noun text, kind "char", owner oid, acl aclitem[])
    RETURNS TABLE (head text, tail text) LANGUAGE sql AS $keep$
    SELECT 'ALTER ' || noun, format(' OWNER TO %I', pg_get_userbyid(owner))
    UNION ALL
    SELECT 'REVOKE ALL ON ' || noun, ' FROM ' || CASE r.id WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.id)) END
    FROM (SELECT owner UNION SELECT 0
          UNION SELECT e.grantee FROM pg_default_acl AS d CROSS JOIN LATERAL aclexplode(d.defaclacl) AS e) AS r (id)
    WHERE acl IS NOT NULL OR EXISTS (SELECT FROM pg_default_acl)
    UNION ALL
    (SELECT concat('SET LOCAL ROLE ' || quote_ident(pg_get_userbyid(nullif(a.grantor, owner))) || '; ',
                   'GRANT ', a.privilege_type, ' ON ', noun),
            concat(' TO ', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                   CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END,
                   CASE WHEN a.grantor <> owner THEN '; RESET ROLE' END)
     FROM aclexplode(coalesce(acl, CASE WHEN EXISTS (SELECT FROM pg_default_acl) THEN acldefault(kind, owner) END))
         WITH ORDINALITY AS a (grantor, grantee, privilege_type, is_grantable, place)
     ORDER BY a.grantor <> owner, a.place)
$keep$;
-- What was said of a column that is there no more has nothing to be given back to.
CREATE OR REPLACE PROCEDURE pg_temp.schemac_give_back(name text, of_key text) LANGUAGE plpgsql AS $keep$
DECLARE kept record;
BEGIN
    FOR kept IN SELECT head, tail FROM schemac_kept WHERE key = of_key ORDER BY id LOOP
        BEGIN
            EXECUTE concat(kept.head, name || kept.tail);
        EXCEPTION WHEN undefined_column THEN NULL;
        END;
    END LOOP;
END $keep$;
