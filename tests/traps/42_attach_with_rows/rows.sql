insert into users values (1);
insert into orders select g, '2024-01-01'::date + g, 1, 'x' || g from generate_series(1, 50) g;
insert into readers select id, at from orders;
