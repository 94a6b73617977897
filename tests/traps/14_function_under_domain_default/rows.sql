-- SPDX-License-Identifier: MIT
insert into t (id) values (1), (2);
