insert into a select g, g from generate_series(1, 9) g;
insert into b select g, g, g from generate_series(1, 9) g;
