-- SPDX-License-Identifier: MIT
CREATE TYPE mood AS ENUM ('bad', 'good');
CREATE TABLE t (id int PRIMARY KEY, mood mood DEFAULT 'good', moods mood[]);
