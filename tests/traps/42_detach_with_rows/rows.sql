insert into users values (1);
insert into m select g, g + 1, 1 from generate_series(0, 29) g;
