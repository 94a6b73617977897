-- SPDX-License-Identifier: MIT
insert into users values (1, 'b');
