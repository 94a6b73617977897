-- SPDX-License-Identifier: MIT
-- Rows for july.sch.

\ir rows_july_common.sql

insert into petri_observations (observation_id, submission_id, site_id, program_id, petri_code, plant_type, fungicide_used,
                                surrounding_water_schedule, placement, petri_growth_stage, growth_index, growth_aggression, growth_velocity,
                                "daysInThisProgramPhase", company_id, last_edit_time, created_at, updated_at)
select observation_id, submission_id, site_id, program_id, petri_code, plant_type, fungicide_used, 'Weekly', placement,
       (enum_range(null::petri_growth_stage_enum))[1 + i % 10], i % 11, -i, i / 7.0, case when i % 4 > 0 then i / 3.0 end, company_id,
       updated_at, created_at, updated_at
  from dish;
insert into gasifier_observations (observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure,
                                   placement_height, company_id, last_edit_time, created_at, updated_at)
select observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure, 'Low', company_id, at, at, at from bag;
insert into custom_reports (report_id, name, created_by_user_id, company_id, configuration, created_at, updated_at)
select pg_temp.id('report', i), 'Report ' || i, pg_temp.id('user', i), pg_temp.id('company', 1), '{"charts": []}', pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 5) as i;
refresh materialized view daily_metrics;
