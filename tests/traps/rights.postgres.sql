-- SPDX-License-Identifier: MIT
-- What shape.postgres.sql leaves out, and what only a database knows: owners, rights, settings of columns.

with own as (
    select oid, nspname, nspowner, nspacl from pg_namespace
     where nspname <> 'schemac' and nspname !~ '^(pg_|information_schema$|schemac_stash_)'
), rights(what, owner, acl) as (
    select 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner)) from own
    union all
    select format('relation %I.%I', nspname, relname), relowner, coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
      from pg_class c join own on own.oid = relnamespace where relkind in ('r', 'v', 'm', 'S')
    union all
    select format('column %I.%I.%I', nspname, relname, attname), relowner, attacl
      from pg_class c join own on own.oid = relnamespace join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
     where relkind in ('r', 'v', 'm') and attacl is not null
    union all
    select format('type %I.%I', nspname, typname), typowner, coalesce(typacl, acldefault('T', typowner))
      from pg_type t join own on own.oid = typnamespace where typtype in ('d', 'e')
)
select line from (
    select format('%s owner %s', what, owner::regrole) as line from rights
    union all
    select format('%s right %s of %s by %s grantable %s', what, privilege_type, case grantee when 0 then 'public' else grantee::regrole::text end, grantor::regrole, is_grantable)
      from rights, aclexplode(acl)
    union all
    select format('column %I.%I.%I statistics %s storage %s options %s', nspname, relname, attname, attstattarget, attstorage,
        -- the server's own mark (since 15.20) of how often the column was altered
        (select array_agg(o) from unnest(attoptions) as o where o not like 'pg_attver=%'))
      from pg_class c join own on own.oid = relnamespace join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped where relkind = 'r'
    union all
    select format('index %I.%I options %s clustered %s identity %s', nspname, relname, reloptions, indisclustered, indisreplident)
      from pg_class c join own on own.oid = relnamespace join pg_index on indexrelid = c.oid
) as rights_shape order by line collate "C";
