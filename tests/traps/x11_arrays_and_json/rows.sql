-- SPDX-License-Identifier: MIT
insert into t values (1, '{a,"b c",NULL,""}', '{"b": 1, "a":  2, "a": 3}', '{"x": [1, 2.50]}', 4), (2, '{}', '[]', 'null', 5);
