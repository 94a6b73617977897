-- SPDX-License-Identifier: MIT
INSERT INTO sessions VALUES (1, 7);
INSERT INTO notes (id) VALUES (1);
