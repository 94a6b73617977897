-- SPDX-License-Identifier: MIT
insert into t values (1, 2), (2, 1);
insert into f values (1, 2);
