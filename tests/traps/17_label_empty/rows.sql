-- SPDX-License-Identifier: MIT
insert into visits values (1, ''), (2, 'ok');
