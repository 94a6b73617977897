-- SPDX-License-Identifier: MIT
insert into old values (1, 'a'), (2, 'b');
