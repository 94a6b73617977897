-- SPDX-License-Identifier: MIT
update genres set note = 'mine' where name = 'Mystery';
insert into genres values (9, 'K-Drama', 'comfort', 'by hand');
