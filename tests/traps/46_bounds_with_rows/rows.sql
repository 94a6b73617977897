alter table m disable trigger loud;
insert into m (at, c) select '2024-01-01'::date + g * 11, 'c' || g from generate_series(0, 30) g;
alter table m enable trigger loud;
insert into x select id, at from m;
insert into l values ('a', 1), ('b', 2), ('c', 3), (null, 4);
insert into h select g, 'h' || g from generate_series(1, 60) g;
