-- SPDX-License-Identifier: MIT
insert into goes values (1, 2);
insert into stays values (3, 4);
