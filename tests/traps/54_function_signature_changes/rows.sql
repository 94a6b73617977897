-- SPDX-License-Identifier: MIT
insert into t (id) values (1), (2);
revoke execute on function label(int) from public;
