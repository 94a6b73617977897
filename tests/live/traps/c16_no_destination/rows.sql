-- SPDX-License-Identifier: MIT
insert into content values (1, 't', '#one'), (2, 'u', null);
insert into sessions values (1), (2);
