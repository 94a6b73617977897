-- SPDX-License-Identifier: MIT
create table p (col1 int, a int) partition by range (a);
