-- SPDX-License-Identifier: MIT
-- Every object of a database, a line each, sorted; schemac's own schemas left out.

with own as (
    select oid, nspname from pg_namespace where nspname <> 'schemac' and nspname !~ '^(pg_|information_schema$|schemac_stash_)'
)
select line from (
    select 'schema ' || nspname as line from own
    union all
    select format('column %s.%I %s%s default %s identity %s generated %s collation %s comment %s',
                  c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
                  case when a.attnotnull then ' not null' else '' end,
                  coalesce(pg_get_expr(d.adbin, d.adrelid), '-'), a.attidentity, a.attgenerated,
                  case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text else '-' end,
                  coalesce(col_description(c.oid, a.attnum), '-'))
      from pg_class c join own on own.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relkind in ('r', 'p', 'v', 'm', 'f')
    union all
    select format('relation %s %s persistence %s rls %s options %s comment %s', c.relkind, c.oid::regclass,
        c.relpersistence, c.relrowsecurity, c.reloptions, coalesce(obj_description(c.oid, 'pg_class'), '-'))
      from pg_class c join own on own.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f')
    union all
    select format('constraint %s %I %s valid %s comment %s',
        coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text), k.conname,
                  pg_get_constraintdef(k.oid), k.convalidated, coalesce(obj_description(k.oid, 'pg_constraint'), '-'))
      from pg_constraint k join own on own.oid = k.connamespace
    union all
    select format('index %s valid %s comment %s', pg_get_indexdef(i.indexrelid), i.indisvalid,
        coalesce(obj_description(i.indexrelid, 'pg_class'), '-'))
      from pg_index i join pg_class c on c.oid = i.indrelid join own on own.oid = c.relnamespace where c.relkind <> 't'
    union all
    select format('sequence %s %s start %s by %s from %s to %s cache %s cycle %s comment %s owned by %s', c.oid::regclass,
                  format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                  coalesce(obj_description(c.oid, 'pg_class'), '-'),
                  coalesce((select p.refobjid::regclass || '.' || a.attname
                              from pg_depend p
                              join pg_attribute a on a.attrelid = p.refobjid and a.attnum = p.refobjsubid
                             where p.objid = c.oid and p.deptype in ('a', 'i')
                               and p.classid = 'pg_class'::regclass and p.refclassid = 'pg_class'::regclass), '-'))
      from pg_sequence s join pg_class c on c.oid = s.seqrelid join own on own.oid = c.relnamespace
    union all
    select format('enum %s (%s) comment %s', t.oid::regtype,
        string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder),
        coalesce(obj_description(t.oid, 'pg_type'), '-'))
      from pg_type t join own on own.oid = t.typnamespace join pg_enum e on e.enumtypid = t.oid group by t.oid
    union all
    select format('domain %s %s%s default %s comment %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod),
        case when t.typnotnull then ' not null' else '' end,
                  coalesce(t.typdefault, '-'), coalesce(obj_description(t.oid, 'pg_type'), '-'))
      from pg_type t join own on own.oid = t.typnamespace where t.typtype = 'd'
    union all
    select format('view %s %s', c.oid::regclass, regexp_replace(pg_get_viewdef(c.oid), '\s+', ' ', 'g'))
      from pg_class c join own on own.oid = c.relnamespace where c.relkind in ('v', 'm')
    union all
    select format('trigger %s enabled %s comment %s', pg_get_triggerdef(g.oid), g.tgenabled,
        coalesce(obj_description(g.oid, 'pg_trigger'), '-'))
    from pg_trigger g join pg_class c on c.oid = g.tgrelid join own on own.oid = c.relnamespace where not g.tgisinternal
    union all
    select format('policy %I on %I.%I %s %s to %s using %s check %s comment %s', polname, own.nspname, c.relname, polcmd, polpermissive,
        (select string_agg(rolname, ', ' order by rolname) from pg_roles r where r.oid = any (polroles)),
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), coalesce(obj_description(o.oid, 'pg_policy'), '-'))
    from pg_policy o join pg_class c on c.oid = o.polrelid join own on own.oid = c.relnamespace
    union all
    select format('row security of %I.%I enabled %s forced %s', own.nspname, c.relname, relrowsecurity, relforcerowsecurity)
    from pg_class c join own on own.oid = c.relnamespace where relrowsecurity or relforcerowsecurity
    union all
    select format('function %s comment %s', regexp_replace(pg_get_functiondef(p.oid), '\s+', ' ', 'g'),
        coalesce(obj_description(p.oid, 'pg_proc'), '-'))
    from pg_proc p join own on own.oid = p.pronamespace where p.prokind in ('f', 'p')
) as shape order by line collate "C";
