create table r (id bigint generated always as identity (start 5 increment 5), room int, during int4range, note text,
    constraint nope exclude using gist (during with &&) where (room > 3 and note is not null),
    exclude (note with =, lower(note) with =) deferrable initially deferred) with (fillfactor = 60);
alter table r set (autovacuum_enabled), reset (fillfactor);
alter table r add exclude using btree ((room + 1) with =, coalesce(room, 0) with operator(pg_catalog.=));
create index i on r (room, (lower(note)));
alter index i set (fillfactor = 20);
alter index i alter column 2 set statistics 100;
alter table r cluster on i;
create unique index u on r (id);
alter table r replica identity using index u;
alter table r alter note set storage main, alter note set statistics 0, alter note set (n_distinct = 5, n_distinct_inherited=-1);
alter table r alter during set compression pglz, alter during set storage external, alter note set storage extended;
alter table r add primary key (id) include (room) with (fillfactor = 40);
create table k (a bigint primary key, b bigint references r on delete set null (b), c int, check (c > 0) no inherit);
alter table k add constraint x check (c < 100) not valid, add constraint y check (c < 1000) not valid;
alter table k validate constraint y;
alter table k add foreign key (c) references k (a) not valid;
comment on constraint x on k is 'ex';
comment on constraint nope on r is 'no';
alter table r rename constraint nope to still;
