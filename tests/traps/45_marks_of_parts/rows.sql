-- SPDX-License-Identifier: MIT
insert into t values (1,1),(2,3);
