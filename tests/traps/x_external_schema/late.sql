-- SPDX-License-Identifier: MIT
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000003', 'c@d.e');
delete from people where name = 'c@d.e';
delete from auth.users where email = 'c@d.e';
