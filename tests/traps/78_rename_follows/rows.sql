-- SPDX-License-Identifier: MIT
insert into p values (1, 5, null), (2, 6, 1);
insert into c values (1, 2);
