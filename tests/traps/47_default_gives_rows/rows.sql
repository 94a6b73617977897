insert into m select g, '2021-06-01'::date + g * 100 from generate_series(0, 14) g;
