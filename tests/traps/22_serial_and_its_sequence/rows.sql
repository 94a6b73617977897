-- SPDX-License-Identifier: MIT
INSERT INTO t (name) VALUES ('a'), ('b');
INSERT INTO loose DEFAULT VALUES;
