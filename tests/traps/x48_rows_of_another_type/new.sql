-- SPDX-License-Identifier: MIT
create type address as (street text, city text);
create type site as (zip text, city text, since date);
create table t (id integer primary key, place site, places site[], since date);
