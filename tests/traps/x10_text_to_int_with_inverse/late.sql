-- SPDX-License-Identifier: MIT
insert into t values (3, 33, '{"v": "late"}', 3, '{9}', '10');
