-- SPDX-License-Identifier: MIT
-- IF NOT EXISTS says something else, or the same in other words; names that are cut become one.
CREATE TABLE p (id int, site int) PARTITION BY LIST (site);
CREATE TABLE IF NOT EXISTS p (id int, site int, at date);
create table if not exists public.p ( id INT, site int ) partition by list (site); -- the same
CREATE INDEX px ON p (id);
CREATE INDEX IF NOT EXISTS px ON p (id);
CREATE INDEX IF NOT EXISTS px ON p (id DESC);
CREATE SEQUENCE s;
CREATE SEQUENCE IF NOT EXISTS s INCREMENT 2;
CREATE TABLE petri_obs_prog_0123456789abcdef0123456789abcdef_site_0123456789abcdef0 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE IF NOT EXISTS petri_obs_prog_0123456789abcdef0123456789abcdef_site_0123456789abcdef1 PARTITION OF p FOR VALUES IN (2);
