-- SPDX-License-Identifier: MIT
insert into t values (1, 'a@b.c', 5), (2, 'b@b.c', default);
insert into u values (1, default), (2, null);
update u set e = 'x@y.q' where e is not null;
