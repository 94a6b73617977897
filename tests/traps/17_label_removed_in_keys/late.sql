-- SPDX-License-Identifier: MIT
insert into u values ('b', 'x', 9);
update u set n = 7 where n = 1;
update u set n = 1 where n = 7;
delete from u where n = 9;
