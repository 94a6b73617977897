-- SPDX-License-Identifier: MIT
-- Cut within letters of two bytes; 63 bytes are kept whole.
CREATE TABLE p (id int);
CREATE TABLE "aäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" (id int);
CREATE TABLE a23456789b123456789c123456789d123456789e123456789f123456789g123 (id int);
CREATE INDEX i23456789b123456789c123456789d123456789e123456789f123456789g123_4 ON p (id);
