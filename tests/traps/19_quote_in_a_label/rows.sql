-- SPDX-License-Identifier: MIT
insert into t values (1, 'it''s', array['a"b', 'x', 'back\slash']::e[]), (2, 'back\slash', default), (3, 'x', '{}');
