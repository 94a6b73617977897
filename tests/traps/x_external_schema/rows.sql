-- SPDX-License-Identifier: MIT
insert into auth.users (id, email) values ('00000000-0000-0000-0000-000000000001', 'a@b.c'), ('00000000-0000-0000-0000-000000000002', null);
insert into profiles (id, name) values ('00000000-0000-0000-0000-000000000001', 'Ada');
