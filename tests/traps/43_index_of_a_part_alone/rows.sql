-- SPDX-License-Identifier: MIT
insert into p values (1, 1, 'a'), (2, 1, 'b'), (1, 2, 'c');
