-- SPDX-License-Identifier: MIT
update c set name = 'Germania' where code = 'de';
update c set name = 'Frankreich', n = 5 where code = 'fr';
insert into c values ('rs', 'Srbija', 3), ('it', 'Italy', 1);
insert into t values (1, 'yu'), (2, 'de');
