-- SPDX-License-Identifier: MIT
INSERT INTO t VALUES (1, '(Main,1,ok)', '{"(Side,2,sad)",NULL}', '("(Back,3,ok)","{1,2}")', '[1,2)'), (2, NULL, NULL, NULL, NULL);
