-- SPDX-License-Identifier: MIT
insert into logs (logged_at) values ('2025-03-09 02:30:00'), ('2025-11-02 01:30:00.123456'), (null), ('infinity');
