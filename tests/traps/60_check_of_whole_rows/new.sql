-- SPDX-License-Identifier: MIT
create table comes (id integer primary key, v integer);
create function comes_well(r comes) returns boolean language sql immutable as 'select r.v > 0';
alter table comes add constraint well check (comes_well(comes.*));
comment on constraint well on comes is 'is it well?';
create table stays (id integer primary key, v integer, w text);
create function stays_well(r stays) returns boolean language plpgsql immutable as 'begin return r.v > 1; end';
alter table stays add constraint well check (stays_well(stays.*));
