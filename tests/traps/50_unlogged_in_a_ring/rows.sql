-- SPDX-License-Identifier: MIT
insert into c values (1);
insert into a values (1, null, 1);
insert into b values (1, 1, 1);
update a set b = 1;
insert into e values (1, null);
insert into d values (1, 1);
