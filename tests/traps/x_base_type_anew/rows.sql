-- SPDX-License-Identifier: MIT
INSERT INTO t (id, tag, tags) VALUES (1, '5', '{7,8}');
