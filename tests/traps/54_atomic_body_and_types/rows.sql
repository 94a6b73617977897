-- SPDX-License-Identifier: MIT
insert into t values (1, 2);
insert into u values (1, 2);
