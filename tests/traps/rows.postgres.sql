-- SPDX-License-Identifier: MIT
-- A checksum of each table's rows, whatever the order of columns, and where sequences go on.

select format($f$select %L || ': ' || count(*) || ' rows ' || coalesce(md5(string_agg(md5(to_jsonb(t)::text), '' order by md5(to_jsonb(t)::text))), '-') from %s t;$f$,
              c.oid::regclass, c.oid::regclass)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r' and n.nspname <> 'schemac' and n.nspname !~ '^(pg_|information_schema|schemac_stash_)'
 order by c.oid::regclass::text collate "C"
\gexec
select schemaname || '.' || sequencename || ': after ' || coalesce(last_value::text, 'none')
  from pg_sequences where schemaname <> 'schemac' and schemaname !~ '^schemac_stash_' order by 1;
