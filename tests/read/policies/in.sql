-- SPDX-License-Identifier: MIT
create table docs (id bigint primary key, org bigint, owner text, gone int);
create table orgs (id bigint primary key, boss text);
alter table docs enable row level security, force row level security;
alter table only orgs force row level security;
create policy own on docs using (owner = current_user);
create policy "A b" on public.docs as restrictive for update to joe, reader using (org in (1, 2)) with check ((org > 0));
create policy put on docs as permissive for insert to public with check (owner <> '');
create policy stale on docs for select using (gone = 1);
create policy none on docs for delete using (true);
create policy moved on orgs for select to reader using (boss = 'x');
comment on policy own on docs is 'Own rows.';
alter policy own on docs to joe with check (owner = current_user and id > 0);
alter policy put on docs rename to "put it";
alter table docs rename column owner to owned_by;
alter table docs drop column gone cascade;
drop policy none on docs;
drop policy if exists never on docs;
