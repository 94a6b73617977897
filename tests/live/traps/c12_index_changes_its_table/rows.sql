-- SPDX-License-Identifier: MIT
insert into downloads values (1, 'u', 's', '007'), (2, 'u', 's', null);
