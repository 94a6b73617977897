-- SPDX-License-Identifier: MIT
insert into c values ('de', 'Mine');
