-- SPDX-License-Identifier: MIT
INSERT INTO t VALUES (1, '(Main,1,0815)', '(5,"(Back,2,)")'), (2, NULL, NULL), (3, '(A,,)', '(,)');
