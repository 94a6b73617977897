-- SPDX-License-Identifier: MIT
insert into t values (1, '{a@b,c@d}'), (2, null);
