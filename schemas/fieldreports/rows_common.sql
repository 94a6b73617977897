-- SPDX-License-Identifier: MIT
-- What stands in the rows of all months: 2 companies, 6 users, 4 programs, 12 sites; and what the others make 60
-- submissions, 200 dishes and 100 gasifiers of.

set session_replication_role = replica; -- no trigger stamps, counts or logs with the time of the test

create function pg_temp.id(kind text, i int) returns uuid language sql as $$ select md5(kind || i)::uuid $$;
create function pg_temp.at(i int) returns timestamptz language sql as
    $$ select timestamptz '2025-05-31 22:00+00' + i * interval '9 hours 17 minutes 1.234567 seconds' $$;

insert into auth.users select pg_temp.id('user', i), 'u' || i || '@example.org' from generate_series(1, 6) as i;
insert into companies (company_id, name, created_at, updated_at)
select pg_temp.id('company', i), 'Söhne & Co. ' || i, pg_temp.at(i), pg_temp.at(i) from generate_series(1, 2) as i;
insert into users (id, email, full_name, company_id, is_company_admin, created_at, updated_at)
select pg_temp.id('user', i), 'u' || i || '@example.org', nullif('User ' || i, 'User 3'), pg_temp.id('company', 1 + i % 2), i < 3, pg_temp.at(i),
       pg_temp.at(i)
  from generate_series(1, 6) as i;
insert into pilot_programs (program_id, name, description, start_date, end_date, status, company_id, created_at, updated_at)
select pg_temp.id('program', i), 'Program ' || i, 'd', '2025-01-01', '2025-12-31', 'active', pg_temp.id('company', 1 + i % 2),
       pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 4) as i;
insert into pilot_program_users
select pg_temp.id('role', i), pg_temp.id('program', 1 + i % 4), pg_temp.id('user', i), (enum_range(null::user_role_enum))[1 + i % 4], null, pg_temp.at(i)
  from generate_series(1, 6) as i;
insert into sites (site_id, program_id, name, type, submission_defaults, default_weather, square_footage, num_vents, vent_placements, created_at, updated_at)
select pg_temp.id('site', i), pg_temp.id('program', 1 + i % 4), 'Site ' || i, (enum_range(null::site_type_enum))[1 + i % 4],
       '{"airflow": "Open"}', 'Rain', 100 + i, i, enum_range('Ceiling-Center', 'Upper-Walls'::vent_placement_enum), pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 12) as i;
create temp table round as
select i, pg_temp.id('submission', i) as submission_id, pg_temp.id('site', s) as site_id, pg_temp.id('program', 1 + s % 4) as program_id,
       20.5 + i as temperature, 1 + i as humidity, case when i % 3 > 0 then 32 + i end as indoor_temperature,
       (enum_range(null::odor_distance_enum))[1 + i % 5] as odor_distance, pg_temp.id('user', 1 + i % 6) as created_by,
       pg_temp.id('company', 1 + (1 + s % 4) % 2) as company_id, pg_temp.at(i) as at
  from generate_series(1, 60) as i, lateral (select 1 + i % 12) as x (s);
create temp table dish as
select n.i, pg_temp.id('petri', n.i) as observation_id, r.submission_id, r.site_id, r.program_id, r.company_id, 'P' || n.i as petri_code,
       (enum_range(null::plant_type_enum))[1 + n.i % 10] as plant_type, (array['Yes', 'No'])[1 + n.i % 2]::fungicide_used_enum as fungicide_used,
       (enum_range(null::petri_placement_enum))[1 + n.i % 9] as placement, pg_temp.at(n.i / 50 + n.i % 300) as created_at, pg_temp.at(n.i) as updated_at
  from generate_series(1, 200) as n (i) join round r on r.submission_id = pg_temp.id('submission', 1 + n.i % 60);
create temp table bag as
select n.i, pg_temp.id('gasifier', n.i) as observation_id, r.submission_id, r.site_id, r.program_id, r.company_id, 'G' || n.i as gasifier_code,
       (enum_range(null::chemical_type_enum))[1 + n.i % 7] as chemical_type, n.i % 11 as measure, pg_temp.at(n.i) as at
  from generate_series(1, 100) as n (i) join round r on r.submission_id = pg_temp.id('submission', 1 + n.i % 60);

insert into submission_sessions (session_id, submission_id, site_id, program_id, opened_by_user_id, session_start_time, last_activity_time,
                                 session_status, completion_time, completed_by_user_id, escalated_to_user_ids)
select pg_temp.id('session', i), submission_id, site_id, program_id, created_by, at, at,
       (enum_range(null::session_status_enum))[1 + i % 9], case when i % 9 = 2 then at end, case when i % 9 = 2 then created_by end,
       case when i % 9 = 7 then array[created_by] end
  from round where i % 2 = 0;
insert into pilot_program_history (id, event_timestamp, update_type, object_id, object_type, new_data)
select pg_temp.id('event', i), pg_temp.at(i), 'observation_update', pg_temp.id('petri', i), 'petri', '{}' from generate_series(1, 20) as i;
