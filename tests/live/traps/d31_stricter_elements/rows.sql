-- SPDX-License-Identifier: MIT
insert into tags values (1, '{a,b}'), (2, null), (3, '{}');
