-- SPDX-License-Identifier: MIT
insert into t values (1);
