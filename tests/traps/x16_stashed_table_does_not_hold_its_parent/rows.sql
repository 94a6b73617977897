-- SPDX-License-Identifier: MIT
insert into p values (1, 1), (2, 2), (3, 3);
insert into gone values (1, 1, 2);
