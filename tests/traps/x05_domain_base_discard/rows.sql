-- SPDX-License-Identifier: MIT
insert into t values (1.125), (2.25);
