-- SPDX-License-Identifier: MIT
insert into logs (duration_ms, clicked, score) values (1, true, 9.99), (2147483647, false, null);
insert into metrics (user_id) values ('a'), ('b');
