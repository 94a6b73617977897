-- SPDX-License-Identifier: MIT
insert into p values (1, 1), (2, 2);
