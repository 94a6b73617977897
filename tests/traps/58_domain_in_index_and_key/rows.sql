-- SPDX-License-Identifier: MIT
insert into p values ('ab'), ('cd');
insert into t (id, c) values (1, 'ab'), (2, 'cd');
