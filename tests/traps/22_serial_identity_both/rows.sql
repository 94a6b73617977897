-- SPDX-License-Identifier: MIT
insert into t (n) values (1), (2), (3);
with recursive g(g) as (values (1) union all select g + 1 from g where g < 50) insert into b (n) select g from g;
