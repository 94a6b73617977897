-- SPDX-License-Identifier: MIT
insert into content (upload_date) values ('2024-01-05'), ('20240105'), (null);
