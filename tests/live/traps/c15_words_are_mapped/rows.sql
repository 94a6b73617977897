-- SPDX-License-Identifier: MIT
insert into downloads values (1, 'completed'), (2, 'Successful'), (3, null), (4, 'ERROR');
