-- SPDX-License-Identifier: MIT
insert into t (id, tags, n) values (1, '["a"]', 2);
