-- SPDX-License-Identifier: MIT
insert into quality values (1, true), (2, null), (3, false);
