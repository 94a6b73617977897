-- SPDX-License-Identifier: MIT
insert into old_app.users values (1, 'a'), (2, 'b');
