-- SPDX-License-Identifier: MIT
-- A heir of a heir that leaves keeps the columns of both.
CREATE TABLE mother (a int, b int);
CREATE TABLE daughter (c int) INHERITS (mother);
CREATE TABLE grandchild (d int) INHERITS (daughter);
ALTER TABLE grandchild NO INHERIT daughter;
