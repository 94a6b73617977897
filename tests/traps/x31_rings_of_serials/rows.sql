-- SPDX-License-Identifier: MIT
insert into t (id) values (1), (2);
insert into w (id) values (1);
insert into y (b) values (1), (2);
insert into one (n) values (1), (2);
insert into two (n) values (5);
insert into three default values;
insert into three default values;
