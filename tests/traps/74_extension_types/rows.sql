-- SPDX-License-Identifier: MIT
INSERT INTO t VALUES (1, 'Ada', 'a=>1, b=>NULL', 'top.one', '(1,2),(3,4)', '{Some,more}'), (2, 'ada', NULL, NULL, NULL, NULL);
