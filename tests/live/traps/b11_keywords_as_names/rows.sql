-- SPDX-License-Identifier: MIT
insert into "user" values (1, 2, '2025-01-01 10:00:00', 'x', 'y', 3, 'z', 4), (2, null, null, null, '', 1, null, null);
insert into "table" values (1, 1), (2, null);
