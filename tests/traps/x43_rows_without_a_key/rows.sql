-- SPDX-License-Identifier: MIT
insert into t values (1, 'x', '{"k":  1}', '2024-01-01 10:00', '1'), (1, 'y', '[ 1]', '2024-01-01 11:00', '2'),
    (1, 'x', '{"k":  1}', '2024-01-01 10:00', '1'), (1, 'z', '{"k":  1}', '2024-01-01 10:00', '1'),
    (null, 'z', '2', '2024-01-01 12:00', '9'), (1, null, null, null, null);
insert into only_one values ('x'), ('y'), ('x');
insert into parted values (1, 'x', 'p'), (2, 'y', 'q'), (1, 'x', 'r'), (5, null, null);
insert into keyed values (1, 'x'), (2, 'y'), (3, 'x');
