-- SPDX-License-Identifier: MIT
-- What July has besides: companies in each row, reports, numbers, snapshots. Included by the rows of July and August.

\ir rows_common.sql

update pilot_programs set cloned_from_program_id = pg_temp.id('program', 1), phases = '[{"phase": 1}]' where name in ('Program 3', 'Program 4');
update sites s set company_id = p.company_id, "Number of Fans" = nullif(length(s.name) * 4, 28), latitude = length(s.name),
       interior_working_surface_types = '{Wood,"Other Non-Absorbative"}'
  from pilot_programs p where p.program_id = s.program_id;
insert into submissions (submission_id, site_id, program_id, temperature, humidity, indoor_temperature, airflow, odor_distance, weather,
                         created_by, global_submission_id, submission_timezone, company_id, created_at, updated_at)
select submission_id, site_id, program_id, temperature, humidity, indoor_temperature, 'Closed', odor_distance, 'Clear', created_by,
       9000000000 + i, 'Europe/Paris', company_id, at, at
  from round;
insert into site_snapshots (snapshot_id, site_id, program_id, company_id, snapshot_date, petri_trend, site_data, created_at)
select pg_temp.id('snapshot', r.i), r.site_id, r.program_id, r.company_id, date '2025-07-01' + r.i,
       (enum_range(null::petri_trend_category_enum))[1 + r.i % array_length(enum_range(null::petri_trend_category_enum), 1)], '{}', r.at
  from round r;
insert into aggregate_program_stats (id, program_id, company_id, computed_for, worst_growth_stage, computed_at)
select pg_temp.id('stats', n), program_id, company_id, date '2025-07-01', 'TNTC Overrun', timestamptz '2025-07-02'
  from (select row_number() over (order by program_id)::int as n, * from pilot_programs) as p;
insert into effectiveness_metrics (metric_id, program_id, company_id, chemical_type, days_observed, growth_reduction, created_at, updated_at)
select pg_temp.id('metric', n), program_id, company_id, '1-MCP', 14, 12.5, timestamptz '2025-07-02', timestamptz '2025-07-02'
  from (select row_number() over (order by program_id)::int as n, * from pilot_programs) as p;
insert into performance_benchmarks (benchmark_id, site_type, metric, lower_quarter, median, upper_quarter, sites_counted, valid_from)
select pg_temp.id('benchmark', i), 'Greenhouse', 'm' || i, 1, 2, 3, 5 + i, '2025-07-01' from generate_series(1, 3) as i;
insert into split_petri_images (split_id, main_petri_id, left_observation_id, image_url, created_at)
select pg_temp.id('split', i), pg_temp.id('petri', i), pg_temp.id('petri', i + 100), 'https://example.org/' || i, pg_temp.at(i)
  from generate_series(1, 4) as i;
insert into pilot_program_history_staging (id, event_timestamp, update_type, object_id, object_type, batch, loaded_at)
select pg_temp.id('staged', i), pg_temp.at(i), 'image_split', pg_temp.id('petri', i), 'petri', 1, pg_temp.at(i) from generate_series(1, 5) as i;
insert into async_error_logs (place, message, at) select 'p', 'm' || i, pg_temp.at(i) from generate_series(1, 7) as i;
