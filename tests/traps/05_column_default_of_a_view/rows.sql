insert into t values (1, 10);
create function f() returns trigger language plpgsql as 'begin insert into t values (new.id, new.n); return new; end';
create trigger i instead of insert on v for each row execute function f();
