-- SPDX-License-Identifier: MIT
insert into users values (1, 9.99, 'Zoë'), (2, 0.5, 'x');
