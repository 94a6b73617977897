-- SPDX-License-Identifier: MIT
update c set name = 'mine' where code = 'de';
update c set name = 'mine' where code = 'fr';
insert into c values ('it', 'Italy', 1);
