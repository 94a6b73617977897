-- SPDX-License-Identifier: MIT
-- Makes a database as empty as a new one.

do $$
declare name text;
begin
    -- what stands in no schema
    for name in
        select format('drop event trigger %I', evtname) from pg_event_trigger
        union all select format('drop publication %I', pubname) from pg_publication
        union all select format('alter subscription %1$I disable; alter subscription %1$I set (slot_name = none); '
                                'drop subscription %1$I', subname) from pg_subscription
            where subdbid = (select oid from pg_database where datname = current_database())
        union all select format('drop foreign data wrapper %I cascade', fdwname) from pg_foreign_data_wrapper
        union all select format('drop cast (%s as %s)', castsource::regtype, casttarget::regtype) from pg_cast c
            where oid >= 16384 and not exists (select from pg_depend d where d.classid = 'pg_cast'::regclass
                                               and d.objid = c.oid and d.deptype in ('e', 'i'))
        union all select format('drop transform for %s language %I', trftype::regtype, lanname)
            from pg_transform t join pg_language l on l.oid = trflang
            where not exists (select from pg_depend d where d.classid = 'pg_transform'::regclass
                              and d.objid = t.oid and d.deptype = 'e')
        union all select format('drop access method %I cascade', amname) from pg_am where oid >= 16384
        union all select format('drop language %I cascade', lanname) from pg_language where oid >= 16384
    loop
        execute name;
    end loop;
    for name in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)' loop
        execute format('drop schema %I cascade', name);
    end loop;
    -- Default privileges may be of no schema.
    for name in select distinct rolname from pg_default_acl join pg_roles r on r.oid = defaclrole where rolname <> current_user loop
        execute format('drop owned by %I cascade', name);
    end loop;
    -- One's own cannot be dropped so: none has any, then each what the server gives.
    for name in
        with own as (
            select defaclacl, acldefault(case defaclobjtype when 'S' then 's' else defaclobjtype end, defaclrole) as given,
                   case defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
                                      when 'T' then 'types' else 'schemas' end as kind
              from pg_default_acl where defaclrole = current_user::regrole and defaclnamespace = 0
        ), has (turn, command, kind, word, privilege, grantee) as (
            select 1, 'revoke', kind, 'from', 'all', grantee from own, aclexplode(defaclacl)
            union all select 2, 'grant', kind, 'to', privilege_type, grantee from own, aclexplode(given)
        )
        select format('alter default privileges %s %s on %s %s %s', command, privilege, kind, word,
                      case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
          from has order by turn
    loop
        execute name;
    end loop;
    create schema public authorization pg_database_owner;
    grant usage on schema public to public;
    comment on schema public is 'standard public schema';
    execute format('alter database %I reset all', current_database());
end $$;
