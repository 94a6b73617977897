-- SPDX-License-Identifier: MIT
insert into a values (1, 1, 2);
delete from log;
