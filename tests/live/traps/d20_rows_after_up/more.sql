-- SPDX-License-Identifier: MIT
insert into downloads values (3, 'new');
delete from downloads where id = 1;
