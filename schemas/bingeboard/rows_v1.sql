-- SPDX-License-Identifier: MIT
-- Rows for v1.sch: those of the base and some 3,000 in the five tables, with the dirt that
-- unchecked JSON gathers: missing keys, numbers as text, lists that are scalars, and no object at all.

\ir rows_base.sql

begin;

insert into user_temporal_metrics (user_id, metrics, computed_at, updated_at)
select case when i > 140 then 'gone-' || i else pg_temp.user_id(i) end,
       case i % 20
                  when 0 then '{}'
                  when 1 then '[]'                        -- never was an object
                  when 2 then '"pending"'
                  when 3 then '{"avgSessionLength": "n/a", "totalWatchTime": null, "preferredGenres": "Drama", "preferredTimes": 21}'
                  when 4 then '{"avgSessionLength": "42.5", "totalWatchTime": "1e3", "bingeSessions": "7", "preferredTimes": ["20", "late", 99]}'
                  when 5 then '{"avgSessionLength": -1, "totalWatchTime": 1e12, "bingeSessions": 3.9, "preferredGenres": [null, 18, "Sci-Fi", "l''été"]}'
                  when 6 then '{"unknown": {"deep": ["ü", {"a": null}]}, "deviceSplit": null}'
                  else (jsonb_build_object(
                      'avgSessionLength', pg_temp.roll('avg', i, 20000) / 111.0,
                      'totalWatchTime',   pg_temp.roll('total', i, 900000) / 100.0,
                      'bingeSessions',    pg_temp.roll('binge', i, 40),
                      'preferredGenres',  jsonb_build_array(pg_temp.pick('g1', i, 'Drama', 'Sci-Fi', 'K-Drama'),
                          'a "quoted", one'),
                      'preferredTimes',   jsonb_build_array(pg_temp.roll('h1', i, 24), pg_temp.roll('h2', i, 24)),
                      'deviceSplit',      jsonb_build_object('tv', 0.5, 'mobile', 0.25),
                      'weekendRatio',     i / 300.0,
                      'moods',            jsonb_build_array('cozy', 'düster'))
                  - case when i % 3 = 0 then 'bingeSessions' else 'none' end)::text
       end::jsonb,
       case when i % 10 > 0 then pg_temp.at('computed', i) end,
       case when i % 12 > 0 then pg_temp.at('computed', i) + interval '1 hour' end
  from generate_series(1, 300) as i;

insert into user_device_preferences (user_id, device_type, preferences, session_count, last_updated)
select case when i > 140 then 'gone-' || i else pg_temp.user_id(i) end, d,
       case (i + length(d::text)) % 6
                  when 0 then '{}'
                  when 1 then '["autoplay"]'
                  when 2 then '{"screenSize": "a screen far larger than twenty letters", "preferredQuality": 1080}'
                  when 3 then '{"connectionSpeed": null, "autoplay": true}'
                  else jsonb_build_object('screenSize', pg_temp.pick('screen', i, '5.8"', '55"', '1920x1080'),
                                    'connectionSpeed', pg_temp.pick('speed', i, 'fast', 'slow', '4G'),
                                    'preferredQuality', pg_temp.pick('quality', i, '4K', '1080p', 'auto'),
                                    'subtitles', jsonb_build_object('on', i % 2 = 0, 'lang', '日本語'))::text
       end::jsonb,
       case when i % 5 > 0 then pg_temp.roll('count', i, 900) end,
       case when i % 9 > 0 then pg_temp.at('device', i) end
  from generate_series(1, 250) as i, unnest(enum_range(null::device_kind)) as d
 where pg_temp.roll('has' || d, i, 3) > 0;

insert into recommendation_performance_logs (method_name, duration_ms, user_count, cache_hit, error_count, metadata,
                                             logged_at)
select pg_temp.pick('method', i, 'collaborative', 'content_based', 'hybrid', 'l''aléatoire'),
       case when i % 100 = 0 then 2147483647 else pg_temp.roll('ms', i, 9000) end,
       case when i % 7 > 0 then 1 + i % 50 end,
       (array[true, false, null])[1 + i % 3],
       case i % 8 when 0 then null when 1 then 2 when 2 then 1 else 0 end,
       case i % 6
                  when 0 then null
                  when 1 then '{}'
                  when 2 then '[]'
                  when 3 then '{"errorType": "Timeout", "userId": 17, "responseSize": "4096"}'
                  when 4 then '{"errorType": null, "responseSize": "huge"}'
                  else jsonb_build_object('userId', pg_temp.user_id(1 + i % 150), 'responseSize', i * 1000, 'trace',
                E'a\n"b"')::text
       end::jsonb,
       case when i % 40 > 0 then pg_temp.at('log', i) end
  from generate_series(1, 900) as i;

insert into recommendation_quality_metrics (user_id, recommendation_id, method_name, score, clicked, watched, rating,
                                            created_at)
select pg_temp.user_id(1 + i % 150), 'rec-' || md5('rec' || i),
       pg_temp.pick('method', i, 'collaborative', 'content_based', 'hybrid'),
       case when i % 9 > 0 then (i % 1999 - 999) / 100.0 end,
       (array[true, false, null])[1 + i % 3],
       (array[false, null, true, null])[1 + i % 4],
       case when i % 5 = 0 then 1 + i % 10 end,
       case when i % 30 > 0 then pg_temp.at('quality', i) end
  from generate_series(1, 1000) as i;

-- The eleven genres are the schema's. Their other names, and a twelfth genre, came by hand.
update genre_taxonomy
   set watchmode_genre = lower(canonical_genre), utelly_genre = case when id % 2 = 0 then upper(canonical_genre) end,
       created_at = timestamp '2024-01-01', updated_at = timestamp '2024-01-01' + id * interval '1 day';
insert into genre_taxonomy (canonical_genre, tmdb_genre, seasonal_boost_key, created_at, updated_at)
values ('K-Drama', 'Drama', 'comfort', null, timestamp '2024-06-01 12:00'), ('Für Kinder''s', null, null, null, null);

commit;
