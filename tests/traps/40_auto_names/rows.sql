-- SPDX-License-Identifier: MIT
insert into a_table_with_a_really_long_name_that_leaves_no_room_for_suffix values (1, 2, 3);
insert into t values (2, 3, 1, 1);
