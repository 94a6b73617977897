insert into r (room, during, note, more) select g, int4range(g, g + 5), 'n' || g, 'm' from generate_series(1, 9) g;
insert into s select g, g, g from generate_series(1, 9) g;
insert into t values (1, 2);
insert into v values (1, 2);
