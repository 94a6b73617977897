-- SPDX-License-Identifier: MIT
insert into t values (1, '012'), (2, ' 7 ');
