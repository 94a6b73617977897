-- SPDX-License-Identifier: MIT
insert into a values (1, 3);
insert into b values (1, 3);
insert into c values (1, default), (2, default);
insert into d values (1, default), (2, default);
insert into e values (1, default), (2, default);
insert into f values (1, default), (2, default);
insert into g values (1), (2);
insert into h values (1), (2);
