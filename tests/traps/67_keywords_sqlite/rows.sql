-- SPDX-License-Identifier: MIT
insert into "Group" values (1, 2), (2, null);
insert into "User" ("Key", "left", "right", value, "a.b", "it's", "with ""quotes""", "index", "end;") values (1, 'x', 'from', 3, 4, 'y', 5, 1, 1), (2, '', 'where "x"', 3, 5, null, null, 2, null);
