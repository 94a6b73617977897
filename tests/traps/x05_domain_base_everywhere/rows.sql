-- SPDX-License-Identifier: MIT
insert into t (id, a, many, p, list, gone, k) values (1, 5, '{1,2,3}', 10, '{4,5}', 6, 1),
    (2, 6, null, 11, null, 7, null), (3, 8, '{{1,2},{3,4}}', 12, '{}', 8, 3);
insert into u values (1, 5, 10, 1), (2, null, null, 2);
insert into away values (1, 2, 3);
grant usage on type store.amount to trap_reader;
revoke usage on type store.price from public;
grant select on v to trap_reader;
