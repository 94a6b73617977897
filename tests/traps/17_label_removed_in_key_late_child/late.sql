-- SPDX-License-Identifier: MIT
insert into w values (3, 'd');
