-- SPDX-License-Identifier: MIT
CREATE TABLE p (id int);
