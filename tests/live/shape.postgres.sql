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
    union all
    select format('rule %s enabled %s', regexp_replace(pg_get_ruledef(r.oid), '\s+', ' ', 'g'), r.ev_enabled)
      from pg_rewrite r join pg_class c on c.oid = r.ev_class join own on own.oid = c.relnamespace
     where r.rulename <> '_RETURN'
    union all
    select pg_get_statisticsobjdef(x.oid) from pg_statistic_ext x join own on own.oid = x.stxnamespace
    union all
    select format('aggregate %s %s %s %s %s %s', p.oid::regprocedure, a.aggtransfn, a.aggtranstype::regtype, a.aggfinalfn,
                  a.agginitval, p.proparallel)
      from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid join own on own.oid = p.pronamespace
    union all
    select format('operator %s %s %s %s %s %s', o.oid::regoperator, o.oprcode, o.oprcom::regoperator, o.oprrest, o.oprcanhash,
                  o.oprcanmerge)
      from pg_operator o join own on own.oid = o.oprnamespace
    union all
    select format('operator class %I.%I default %s for %s in %s storage %s', own.nspname, c.opcname, c.opcdefault,
                  c.opcintype::regtype, f.opfname, nullif(c.opckeytype, 0)::regtype)
      from pg_opclass c join own on own.oid = c.opcnamespace join pg_opfamily f on f.oid = c.opcfamily
    union all
    select format('operator family %I.%I: %s %s', own.nspname, f.opfname,
                  array(select amopopr::regoperator from pg_amop where amopfamily = f.oid order by amopstrategy, amoplefttype),
                  array(select amproc::text from pg_amproc where amprocfamily = f.oid order by amprocnum, amproclefttype))
      from pg_opfamily f join own on own.oid = f.opfnamespace
    union all
    select format('cast %s to %s %s %s %s', castsource::regtype, casttarget::regtype, castfunc::regprocedure, castcontext, castmethod)
      from pg_cast where oid >= 16384
    union all
    select format('collation %I.%I %s %s %s', own.nspname, c.collname, c.collprovider, c.collcollate, c.collisdeterministic)
      from pg_collation c join own on own.oid = c.collnamespace
    union all
    select format('dictionary %I.%I %s %s', own.nspname, d.dictname, t.tmplname, d.dictinitoption)
      from pg_ts_dict d join own on own.oid = d.dictnamespace join pg_ts_template t on t.oid = d.dicttemplate
    union all
    select format('configuration %I.%I: %s', own.nspname, c.cfgname, array(
               select format('%s %s', m.maptokentype, m.mapdict::regdictionary) from pg_ts_config_map m
                where m.mapcfg = c.oid order by m.maptokentype, m.mapseqno))
      from pg_ts_config c join own on own.oid = c.cfgnamespace
    union all
    select format('wrapper %I %s %s', fdwname, fdwhandler::regproc, fdwoptions) from pg_foreign_data_wrapper
    union all
    select format('server %I %s %s %s', srvname, srvtype, srvversion, srvoptions) from pg_foreign_server
    union all
    select format('mapping %I %I %s', usename, srvname, umoptions) from pg_user_mappings
    union all
    select format('foreign table %s %s %s', f.ftrelid::regclass, s.srvname, (select array_agg(o order by o) from unnest(f.ftoptions) as o))
      from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver
    union all
    select format('publication %I %s %s %s %s %s', p.pubname, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate)
      from pg_publication p
    union all
    select format('publication %I has %s', p.pubname, r.prrelid::regclass)
      from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
    union all
    select format('event trigger %I %s %s %s %s', evtname, evtevent, evtfoid::regproc, evtenabled, evttags) from pg_event_trigger
    union all
    select format('comment %s of %s', d.description, pg_describe_object(d.classoid, d.objoid, d.objsubid))
      from pg_description d
     where d.objoid >= 16384 and d.classoid in ('pg_statistic_ext'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass,
           'pg_cast'::regclass, 'pg_collation'::regclass, 'pg_ts_dict'::regclass, 'pg_ts_config'::regclass, 'pg_rewrite'::regclass,
           'pg_publication'::regclass, 'pg_event_trigger'::regclass, 'pg_foreign_server'::regclass)
) as shape order by line collate "C";
