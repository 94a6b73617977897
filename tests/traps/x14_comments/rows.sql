-- SPDX-License-Identifier: MIT
insert into s.t values (1, 2, 3);
