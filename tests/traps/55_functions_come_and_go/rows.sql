-- SPDX-License-Identifier: MIT
insert into keep (id) values (1), (2);
insert into gone (id) values (1);
