-- SPDX-License-Identifier: MIT
insert into a values (1, 100);
insert into b values (1, 200);
insert into c values (1, 300);
