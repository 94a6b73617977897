-- SPDX-License-Identifier: MIT
update genres set boost = 'O''Hara''s' where name = 'Horror';
insert into genres values (7, 'Western', 'mine');
