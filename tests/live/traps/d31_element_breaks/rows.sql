-- SPDX-License-Identifier: MIT
insert into tags values (1, '{a,B}');
