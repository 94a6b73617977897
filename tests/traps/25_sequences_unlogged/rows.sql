-- SPDX-License-Identifier: MIT
INSERT INTO t (m) VALUES (1), (2);
INSERT INTO logged DEFAULT VALUES;
