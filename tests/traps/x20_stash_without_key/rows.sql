-- SPDX-License-Identifier: MIT
insert into log (line, mood, at, level, doc, size) values
    ('a', 'calm', '2001-02-03 04:05:06+00', 1, '{}', 1.50), ('a', 'calm', '2002-02-03 04:05:06+00', 2, '{}', 1.5),
    ('a', 'calm', null, 1, '{}', null), ('a', 'calm', null, null, '{}', null),
    ('b', null, '2001-02-03 04:05:06+00', 1, null, 1), (null, null, null, null, null, null),
    (null, null, null, null, null, null);
insert into lone values (1), (2), (2), (null);
insert into sums values (1, 1.2, 2.7), (1, 1.3, 2.6), (1, 1.7, 1.7), (1, 1.7, 1.7), (null, null, 0.1);
