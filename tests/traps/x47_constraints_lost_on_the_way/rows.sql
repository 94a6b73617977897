-- SPDX-License-Identifier: MIT
insert into sites values (1);
insert into programs values (1), (2);
insert into dishes values (1, 1, 1, 3, 'a'), (2, 1, 2, 10, 'b');
