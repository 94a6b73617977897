-- SPDX-License-Identifier: MIT
insert into metrics (user_id) values ('a'), ('b'), ('a');
