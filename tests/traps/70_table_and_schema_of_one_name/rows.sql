-- SPDX-License-Identifier: MIT
insert into t.t values (1);
