-- SPDX-License-Identifier: MIT
insert into users (name, mail) values ('a', 'b');
grant delete on users to trap_owner;
