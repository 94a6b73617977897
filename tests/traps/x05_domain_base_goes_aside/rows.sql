-- SPDX-License-Identifier: MIT
insert into t values (1, 'happy', 3, 4), (2, 'happy', null, null);
