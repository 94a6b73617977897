-- SPDX-License-Identifier: MIT
-- Rows for june.sch.

\ir rows_common.sql

insert into submissions (submission_id, site_id, program_id, temperature, humidity, indoor_temperature, airflow, odor_distance, weather,
                         created_by, global_submission_id, submission_timezone, created_at, updated_at)
select submission_id, site_id, program_id, temperature, humidity, indoor_temperature, 'Closed', odor_distance, 'Clear', created_by,
       9000000000 + i, 'Europe/Paris', at, at
  from round;
insert into petri_observations (observation_id, submission_id, site_id, program_id, petri_code, plant_type, fungicide_used,
                                surrounding_water_schedule, placement, last_edit_time, created_at, updated_at)
select observation_id, submission_id, site_id, case when i % 7 > 0 then program_id end, petri_code, plant_type, fungicide_used, 'Weekly',
       placement, updated_at, created_at, updated_at
  from dish;
insert into gasifier_observations (observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure,
                                   placement_height, last_edit_time, created_at, updated_at)
select observation_id, submission_id, site_id, program_id, gasifier_code, chemical_type, measure, 'Low', at, at, at from bag;
