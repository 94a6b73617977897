-- SPDX-License-Identifier: MIT
insert into c values (5, 'not a number');
