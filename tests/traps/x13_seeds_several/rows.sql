-- SPDX-License-Identifier: MIT
update t set name = 'edited' where id = 2;
insert into kinds values ('x', 'mine');
