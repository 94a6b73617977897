-- SPDX-License-Identifier: MIT
create table t (id serial, a int);
create sequence numbers;
create view of_numbers as select * from numbers;
create view of_t as select last_value from t_id_seq;
create function last() returns bigint language sql as 'select last_value from numbers';
create table allowed (id int, ok boolean);
alter table t enable row level security;
create policy p on t using ((select ok from allowed where allowed.id = a)) with check ((select ok from allowed where allowed.id = a));
