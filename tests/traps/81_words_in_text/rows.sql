-- SPDX-License-Identifier: MIT
insert into t (id, b, a) values (1, null, 'CHECK ('), (2, 3, 'x');
