-- SPDX-License-Identifier: MIT
insert into t values (1, ('Rue 1', 'Lyon'), array[('a', 'b')::address], '2024-01-02'), (2, null, null, null), (3, (null, null), '{}', null);
