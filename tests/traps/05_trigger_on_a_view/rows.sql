-- SPDX-License-Identifier: MIT
insert into t values (1, 10);
create function f() returns trigger language plpgsql as 'begin insert into t values (new.id, new.n); return new; end';
create trigger i instead of insert on v for each row execute function f();
create rule r as on delete to v do instead delete from t where id = old.id;
alter view v alter column n set default 5;
comment on column v.n is 'It''s 100%';
comment on trigger i on v is 'kept';
