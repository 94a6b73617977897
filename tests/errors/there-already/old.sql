-- SPDX-License-Identifier: MIT
CREATE TABLE p (id int, site int) PARTITION BY LIST (site);
