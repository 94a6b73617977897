-- SPDX-License-Identifier: MIT
-- Rows for v25.sch and v25_drifted.sch, the same everywhere: 500 media, of which 50 have no imdb_id and the rest share
-- 225; 200 training; 150 predictions; engineered numbers with and without stamps.

begin;
set local search_path = atp, public;

create function pg_temp.imdb(i int) returns text language sql as $$ select 'tt' || lpad((1000000 + i)::text, 7 + i % 2, '0') $$;
create function pg_temp.at(i int) returns timestamptz language sql as
    $$ select timestamptz '2024-03-31 00:30+00' + i * interval '7 hours 11 minutes 13.123456 seconds' $$;

insert into flyway_schema_history
select i, i::text, 'step ' || i, 'SQL', 'V' || lpad(i::text, 2, '0') || '__step.sql', 77 * i - 900, 'ci', timestamp '2024-01-01' + i * interval '1 day',
       13 * i, true
  from generate_series(1, 25) as i;

insert into media (hash, media_type, media_title, season, episode, release_year, pipeline_status, error_status, error_condition,
                   rejection_status, rejection_reason, parent_path, target_path, original_title, original_path, original_link,
                   rss_source, uploader, imdb_id, tmdb_id, budget, revenue, runtime, origin_country, production_companies,
                   production_countries, production_status, original_language, spoken_languages, genre, original_media_title,
                   tagline, overview, tmdb_rating, tmdb_votes, rt_score, metascore, imdb_rating, imdb_votes, resolution,
                   video_codec, upload_type, audio_codec, created_at, updated_at, deleted_at)
select encode(sha256(('media' || i)::bytea), 'hex')::char(40),
       (enum_range(null::media_type))[1 + i % 5],
       case when i % 17 > 0 then 'Title "' || i || '", l''été' end,
       case when i % 5 in (1, 2) then 1 + i % 12 end, case when i % 5 = 1 then 32000 + i end,
       case when i % 13 > 0 then 1850 + i % 251 end,
       (enum_range(null::pipeline_status))[1 + i % 11],
       i % 9 = 0, case when i % 9 = 0 then E'timed out\n\tat tracker' end,
       (enum_range(null::rejection_status))[1 + i % 4], case when i % 4 = 1 then 'genre' end,
       case when i % 3 > 0 then '/srv/media/' || i end, case when i % 6 > 0 then 'file ' || i || '.mkv' end,
       'Original.' || i || '.1080p', nullif('', repeat('x', i % 2)), 'magnet:?xt=urn:btih:' || i,
       case i % 3 when 0 then 'yts.mx' when 1 then 'episodefeed.com' end::rss_source, nullif('up' || i % 7, 'up0'),
       case when i > 50 then pg_temp.imdb(1 + i % 225) end, case when i > 50 and i % 4 > 0 then 7000 + i % 225 end,
       case i % 6 when 0 then 0 when 1 then 9223372036854775807 else i * 100000 end, i * 1000, i % 240,
       case i % 4 when 0 then '{}' when 1 then '{US}' when 2 then '{US,FR}' end::char(2)[],
       case i % 3 when 0 then array['A & B', null, 'C, "D"'] when 1 then array['x'] end, '{DE}', 'Released', 'en', '{en,fr}',
       case when i % 2 = 0 then '{drama,sci-fi}' end::varchar(20)[], 'Ø ' || i, '', 'Long ' || repeat('ago ', i % 50),
       (i % 10001) / 1000.0, i, i % 101, nullif(i % 101, 50), (i % 1001) / 10.0, i * 3, '1080p', 'x265', null, 'AAC',
       pg_temp.at(i), pg_temp.at(i + 1), case when i % 20 = 0 then pg_temp.at(i + 2) end
  from generate_series(1, 500) as i;

insert into training (imdb_id, tmdb_id, label, human_labeled, anomalous, media_type, media_title, season, episode,
                      release_year, budget, genre, overview, tmdb_rating, imdb_rating, created_at, updated_at, reviewed)
select pg_temp.imdb(i), case when i % 5 > 0 then 7000 + i end, (enum_range(null::label_type))[1 + i % 2], i % 3 = 0, i % 50 = 0,
       (enum_range(null::media_type))[1 + i % 3], 'Training ' || i, case when i % 3 = 2 then i % 9 end, null, 1900 + i % 120,
       i, case when i % 2 = 0 then '{horror}' end::varchar(20)[], 'ü' || i, 9.999, 100, pg_temp.at(i), pg_temp.at(2 * i),
       case i % 3 when 0 then true when 1 then false end
  from generate_series(1, 200) as i;

insert into prediction
select pg_temp.imdb(i), i % 2, i / 150.0, (array['tp', 'fp', 'tn', 'fn'])[1 + i % 4], pg_temp.at(i)
  from generate_series(1, 150) as i;

insert into engineered (imdb_id, media_title, label, release_year, budget, genre, created_at, updated_at)
select pg_temp.imdb(i), 'E ' || i, i % 2, i / 7.0, case when i % 3 > 0 then 'NaN'::double precision end, array[i, 0, null],
       case when i % 4 > 0 then pg_temp.at(i) end, case when i % 3 > 0 then pg_temp.at(i) end
  from generate_series(1, 100) as i;
insert into engineered_normalization_table values ('budget', 0, 1e9), ('budget', 0, 1e9), (null, null, null);
insert into engineered_schema values ('genre', '{drama,horror}');

commit;
