-- SPDX-License-Identifier: MIT
CREATE TABLE t (id integer PRIMARY KEY, price integer);
