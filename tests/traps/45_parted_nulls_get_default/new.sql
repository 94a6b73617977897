-- SPDX-License-Identifier: MIT
CREATE TABLE t (id integer PRIMARY KEY, price integer DEFAULT 7 NOT NULL) PARTITION BY HASH (id);
CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (modulus 1, remainder 0);
