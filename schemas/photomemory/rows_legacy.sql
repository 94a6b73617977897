-- SPDX-License-Identifier: MIT
-- Rows for legacy.sch: 60 users, 120 projects, 360 photos, 60 items of the library, 150 videos of which 30 are done,
-- 30 subscriptions, 240 records of use.

begin;

create function pg_temp.id(kind text, i int) returns uuid language sql as $$ select md5(kind || i)::uuid $$;
create function pg_temp.at(i int) returns timestamptz language sql as
    $$ select timestamptz '2024-01-30 23:50+00' + i * interval '5 hours 13 minutes 7.654321 seconds' $$;

insert into auth.users (id, email, created_at)
select pg_temp.id('user', i), 'user' || i || '@example.org', pg_temp.at(i) from generate_series(1, 60) as i;

insert into users (id, email, display_name, avatar_url, language, timezone, subscription_plan, total_storage_bytes, created_at, updated_at)
select pg_temp.id('user', i), 'user' || i || '@example.org', 'Zoë "' || i || '" O''Hara', nullif('', repeat('a', i % 2)),
       (array['en', 'ko', 'ja', 'zh', 'es', 'fr', 'de'])[1 + i % 7], (array['UTC', 'Asia/Seoul'])[1 + i % 2],
       (array['free', 'pro', 'enterprise'])[1 + i % 3], i * 1000003::bigint * 1000, pg_temp.at(i), pg_temp.at(2 * i)
  from generate_series(1, 60) as i;

insert into video_projects (id, user_id, title_i18n, description_i18n, style, duration_minutes, status, photo_count, ai_prompt, metadata,
                            created_at, updated_at)
select pg_temp.id('project', i), pg_temp.id('user', 1 + i % 60), jsonb_build_object('en', 'Trip ' || i, 'ko', '여행 ' || i),
       case when i % 3 > 0 then '{"en": "long"}' else '{}' end::jsonb, (enum_range(null::video_style))[1 + i % 4], 1 + i % 30,
       (enum_range(null::project_status))[1 + i % 5], 3, nullif('make it ' || i, 'make it 7'),
       case i % 3 when 0 then null when 1 then '{}' else '{"deep": [1, null, "ü"]}' end::jsonb, pg_temp.at(i), pg_temp.at(i + 5)
  from generate_series(1, 120) as i;

-- Photos cannot be inserted while the trigger counts storage by a column that they lack.
alter table photos disable trigger user;
insert into photos (id, project_id, file_url, thumbnail_url, original_filename, file_size_bytes, mime_type, width, height, upload_order,
                    metadata, created_at, updated_at)
select pg_temp.id('photo', i), pg_temp.id('project', 1 + i % 120), 'https://files/p' || i, null,
       case when i % 9 > 0 then 'IMG ' || i || '.jpg' end, 1 + i * 29000, (array['image/jpeg', 'image/png', 'image/webp'])[1 + i % 3],
       case when i % 4 > 0 then 1920 end, case when i % 4 > 0 then 1080 end,
       case when i % 10 > 0 then i / 120 else 0 end, '{"iso": 100}', pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 360) as i;
alter table photos enable trigger user;

alter table media_items disable trigger user;
insert into media_items (id, user_id, file_url, original_filename, file_type, file_size_bytes, mime_type, width, height, metadata, created_at,
                         updated_at)
select pg_temp.id('item', i), pg_temp.id('user', i), 'https://files/m' || i, 'm' || i, (array['image', 'video'])[1 + i % 2],
       case i when 1 then 9223372036854775807 else i end, case i % 2 when 0 then 'image/png' else 'video/mp4' end,
       case when i % 5 > 0 then 640 end, case when i % 5 > 0 then 480 end, null, pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 60) as i;
alter table media_items enable trigger user;

insert into generated_videos (id, project_id, file_url, thumbnail_url, duration_seconds, file_size_bytes, status, ai_prompt, generation_service,
                              external_generation_id, error_message, progress_percentage, estimated_completion_at, started_at, completed_at,
                              created_at, updated_at)
select pg_temp.id('video', i), pg_temp.id('project', 1 + i % 120), case when done then 'https://files/v' || i end, null,
       case when done then 10 + i end, case when done and i % 2 = 0 then i * 1000000 end,
       case when done then 'completed' else (array['queued', 'processing', 'failed', 'cancelled'])[1 + i % 4] end::generation_status,
       'prompt ' || i, (array['runway', 'pika'])[1 + i % 2], 'ext-' || i, case when i % 4 = 2 then 'out of "memory"' end, i % 101,
       pg_temp.at(i + 9), pg_temp.at(i + 1), case when done then pg_temp.at(i + 2) end, pg_temp.at(i), pg_temp.at(i + 2)
  from generate_series(1, 150) as i, lateral (select i % 5 = 0) as x (done);

insert into subscriptions (id, user_id, plan_id, status, stripe_subscription_id, stripe_customer_id, current_period_start, current_period_end,
                           cancel_at_period_end, cancelled_at, created_at, updated_at)
select pg_temp.id('subscription', i), pg_temp.id('user', i), (array['free', 'pro', 'enterprise'])[1 + i % 3],
       (enum_range(null::subscription_status))[1 + i % 4], case when i % 3 > 0 then 'sub_' || i end, 'cus_' || i, pg_temp.at(i),
       pg_temp.at(i) + interval '1 month', i % 2 = 0, case when i % 4 = 2 then pg_temp.at(i + 3) end, pg_temp.at(i), pg_temp.at(i)
  from generate_series(1, 30) as i;

insert into usage_records (id, user_id, resource_type, amount, unit, billing_month, metadata, recorded_at)
select pg_temp.id('usage', i), pg_temp.id('user', 1 + i % 60), (enum_range(null::resource_type))[1 + i % 3], i * 12345.67,
       (array['count', 'bytes', 'seconds'])[1 + i % 3], date '2024-01-01' + (i % 5) * interval '1 month', '{}', pg_temp.at(i)
  from generate_series(1, 240) as i;

commit;
refresh materialized view user_analytics_daily;
