-- SPDX-License-Identifier: MIT
insert into tags values (1, 'One'), (2, 'two');
