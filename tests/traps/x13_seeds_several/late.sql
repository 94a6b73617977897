-- SPDX-License-Identifier: MIT
update t set level = 34 where id = 3;
update t set level = 33 where id = 3;
