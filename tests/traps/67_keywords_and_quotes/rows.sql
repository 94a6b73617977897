-- SPDX-License-Identifier: MIT
insert into "Order"."Group" values (1, 2), (2, null);
insert into "Order"."User" values (1, 'x', 'from', 3, 4, 'y', 5, 1, default, default, default, 1), (2, '', 'where "x"', 3, 5, null, null, 2, 1, '', '', null);
grant usage on schema "Order" to trap_reader;
grant select ("Select"), update ("from") on "Order"."View" to trap_reader;
grant select ("100%") on "Order"."User" to trap_reader;
