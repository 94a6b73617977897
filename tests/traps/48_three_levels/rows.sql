insert into m select 1 + g % 2, g, 'x' from generate_series(1, 30) g;
