-- SPDX-License-Identifier: MIT
insert into downloads values (1, '03:25', '007'), (2, '12', '1e3'), (3, 'Unknown', null), (4, null, ' 8');
