-- SPDX-License-Identifier: MIT
delete from p where id = 3;
insert into p values (4, 4);
