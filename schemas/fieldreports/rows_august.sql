-- SPDX-License-Identifier: MIT
-- Rows for august.sch: the dishes stand in the parted table.

\ir rows_july_common.sql

insert into petri_observations (observation_id, submission_id, site_id, program_id, petri_code, plant_type, fungicide_used,
                                surrounding_water_schedule, placement, petri_growth_stage, growth_index, growth_aggression,
                                experiment_role, company_id, last_edit_time, created_at, updated_at)
select observation_id, submission_id, site_id, program_id, petri_code, plant_type, fungicide_used, 'Weekly', placement,
       (enum_range(null::petri_growth_stage_enum))[1 + i % 10], i % 11, -i, (enum_range(null::experiment_role_enum))[1 + i % 4], company_id,
       updated_at, created_at, updated_at
  from dish;
insert into gasifier_observations (observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure,
                                   placement_height, company_id, last_edit_time, created_at, updated_at)
select observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure, 'Low', company_id, at, at, at from bag;
insert into report_folders (folder_id, company_id, folder_name, folder_path, created_by, created_at, updated_at)
select pg_temp.id('folder', i), pg_temp.id('company', i), 'My Reports', '/My Reports', pg_temp.id('user', i), pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 2) as i;
refresh materialized view daily_metrics;
