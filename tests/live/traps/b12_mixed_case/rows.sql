-- SPDX-License-Identifier: MIT
insert into sessions (sid, expire, "userId") values ('a', '2025-01-01 00:00:00', 7);
