-- SPDX-License-Identifier: MIT
CREATE TABLE users (id int PRIMARY KEY);
