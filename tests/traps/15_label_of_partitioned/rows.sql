insert into ev (id) select generate_series(0, 19);
