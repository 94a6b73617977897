-- SPDX-License-Identifier: MIT
insert into t (at, n, p) values ('2024-03-01', 'a', null), ('2030-01-01', 'b', 1);
insert into c values (1, 1), (2, 2);
insert into h select g, g * 3 from generate_series(1, 9) g;
insert into r (k) values (1), (20), (30);
insert into b values (1), (9);
insert into s select g % 3, g * 3 from generate_series(1, 9) g;
