-- SPDX-License-Identifier: MIT
insert into metrics values (1, 'xxx'), (2, '');
