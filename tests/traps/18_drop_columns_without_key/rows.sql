-- SPDX-License-Identifier: MIT
insert into visits values
    ('x', '2024-01-01 10:00+0', '{"a":  1}', 'n1', 'h1'), ('x', '2024-01-01 10:00+0', '{"a":1}', 'n1', 'h1'),
    ('x', '2024-01-01 10:00+0', '{"a":  1}', 'n1', 'h2'), ('x', '2024-01-01 10:00+0', null, 'n2', 'h2'),
    ('y', null, '{"a":1}', null, 'h2'), ('y', null, '{"a":1}', 'n3', null);
insert into other values (1, 'p'), (1, 'q'), (2, 'p'), (2, 'p'), (null, 'r');
