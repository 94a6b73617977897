-- SPDX-License-Identifier: MIT
insert into t values (11, 'a', 5), (22, 'b', 6);
