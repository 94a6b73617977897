-- SPDX-License-Identifier: MIT
create table goes (id integer primary key, v integer);
create function goes_well(r goes) returns boolean language sql immutable as 'select r.v > 0';
alter table goes add constraint well check (goes_well(goes.*));
create table stays (id integer primary key, v integer);
create function stays_well(r stays) returns boolean language plpgsql immutable as 'begin return r.v > 0; end';
alter table stays add constraint well check (stays_well(stays.*));
