-- SPDX-License-Identifier: MIT
insert into usage (amount, month, b, a, kind) values (1.5, '2024-01-31', 'B1', 'A1', 1), (null, '2023-01-31', 'B2', 'A2', null);
