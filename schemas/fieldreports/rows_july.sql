-- SPDX-License-Identifier: MIT
-- Rows for july.sch: 2 companies, 6 users, 4 programs, 12 sites, 60 submissions, 200 dishes, 100 gasifiers.

begin;
set local session_replication_role = replica; -- no trigger stamps, counts or logs with the time of the test

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
insert into pilot_programs (program_id, name, description, start_date, end_date, status, company_id, cloned_from_program_id, phases, created_at,
                            updated_at)
select pg_temp.id('program', i), 'Program ' || i, 'd', '2025-01-01', '2025-12-31', 'active', pg_temp.id('company', 1 + i % 2),
       case when i > 2 then pg_temp.id('program', i - 2) end, '[{"phase": 1}]', pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 4) as i;
insert into pilot_program_users
select pg_temp.id('role', i), pg_temp.id('program', 1 + i % 4), pg_temp.id('user', i), (enum_range(null::user_role_enum))[1 + i % 4], null, pg_temp.at(i)
  from generate_series(1, 6) as i;
insert into sites (site_id, program_id, name, type, submission_defaults, default_weather, square_footage, num_vents, "Number of Fans", latitude,
                   created_at, updated_at)
select pg_temp.id('site', i), pg_temp.id('program', 1 + i % 4), 'Site ' || i, (enum_range(null::site_type_enum))[1 + i % 4],
       '{"airflow": "Open"}', 'Rain', 100 + i, i, nullif(i * 4, 8), i, pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 12) as i;
insert into submissions (submission_id, site_id, program_id, temperature, humidity, indoor_temperature, airflow, odor_distance, weather, notes,
                         created_by, global_submission_id, submission_timezone, company_id, created_at, updated_at)
select pg_temp.id('submission', i), pg_temp.id('site', s), pg_temp.id('program', 1 + s % 4), 20.5 + i, 1 + i, case when i % 3 > 0 then 32 + i end,
       'Closed', (enum_range(null::odor_distance_enum))[1 + i % 5], 'Clear', nullif('n', ''), pg_temp.id('user', 1 + i % 6), 9000000000 + i,
       'Europe/Paris', pg_temp.id('company', 1 + (1 + s % 4) % 2), pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 60) as i, lateral (select 1 + i % 12) as x (s);
insert into petri_observations (observation_id, submission_id, site_id, program_id, petri_code, plant_type, fungicide_used,
                                surrounding_water_schedule, placement, petri_growth_stage, growth_index, growth_aggression, growth_velocity,
                                "daysInThisProgramPhase", company_id, created_at, updated_at)
select pg_temp.id('petri', i), m.submission_id, m.site_id, m.program_id, 'P' || i, (enum_range(null::plant_type_enum))[1 + i % 10],
       (array['Yes', 'No'])[1 + i % 2]::fungicide_used_enum, 'Weekly', (enum_range(null::petri_placement_enum))[1 + i % 9],
       (enum_range(null::petri_growth_stage_enum))[1 + i % 10], i % 11, -i, i / 7.0, case when i % 4 > 0 then i / 3.0 end, m.company_id,
       pg_temp.at(i / 50), pg_temp.at(i)
  from generate_series(1, 200) as i join submissions m on m.submission_id = pg_temp.id('submission', 1 + i % 60);
insert into gasifier_observations (observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure, placement_height,
                                   company_id, created_at, updated_at)
select pg_temp.id('gasifier', i), m.submission_id, m.site_id, m.program_id, 'G' || i, (enum_range(null::chemical_type_enum))[1 + i % 7], i % 11,
       'Low', m.company_id, pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 100) as i join submissions m on m.submission_id = pg_temp.id('submission', 1 + i % 60);
insert into custom_reports (report_id, name, created_by_user_id, company_id, configuration, created_at, updated_at)
select pg_temp.id('report', i), 'Report ' || i, pg_temp.id('user', i), pg_temp.id('company', 1), '{"charts": []}', pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 5) as i;
insert into pilot_program_history (id, event_timestamp, update_type, object_id, object_type, new_data)
select pg_temp.id('event', i), pg_temp.at(i), 'observation_update', pg_temp.id('petri', i), 'petri', '{}' from generate_series(1, 20) as i;
insert into async_error_logs (place, message, at) select 'p', 'm' || i, pg_temp.at(i) from generate_series(1, 7) as i;
update petri_observations set last_edit_time = updated_at;
update gasifier_observations set last_edit_time = updated_at;

commit;
refresh materialized view daily_metrics;
