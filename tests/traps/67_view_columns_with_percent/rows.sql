-- SPDX-License-Identifier: MIT
insert into t values (1, 2, 3);
grant select ("100%", "%s") on "v%I" to trap_reader;
