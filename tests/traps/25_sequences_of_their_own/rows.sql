-- SPDX-License-Identifier: MIT
insert into gone default values; insert into gone default values; insert into gone default values; insert into gone default values; insert into gone default values;
insert into orders (note, late) values ('a', null), ('b', 7);
