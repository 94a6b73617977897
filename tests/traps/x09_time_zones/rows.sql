-- SPDX-License-Identifier: MIT
insert into t values (1, '2024-03-10 02:30', '2024-11-03 05:30+00'), (2, '2024-01-01', '2024-01-01 00:00+09'), (3, 'infinity', '-infinity');
