-- SPDX-License-Identifier: MIT
insert into status values (1);
insert into t values (1);
