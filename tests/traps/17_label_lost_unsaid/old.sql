-- SPDX-License-Identifier: MIT
CREATE TYPE mood AS ENUM ('good', 'fair', 'bad');
CREATE TABLE t (id int PRIMARY KEY, mood mood DEFAULT 'good', moods mood[]);
