-- SPDX-License-Identifier: MIT
insert into docs values (1, 1), (2, 2);
insert into old_members values (1, 1);
