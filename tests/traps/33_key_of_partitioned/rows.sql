insert into m select g, '2024-06-01'::date + g * 30, g from generate_series(1, 12) g; insert into f select id, at from m;
