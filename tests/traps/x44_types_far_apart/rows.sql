-- SPDX-License-Identifier: MIT
insert into t values (1, '12', 2, true, 'a', '{4,5}', 7, 8, 'happy', '2024-01-02', 1);
insert into u values (1, '{"a": 1}'), (2, null);
insert into p values (1), (2);
insert into q values (1), (null);
insert into k values (1, 'a'), (2, 'b');
