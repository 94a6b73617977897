-- SPDX-License-Identifier: MIT
-- Rows for foundation.sch: those of legacy.sch, and what the plan's scripts move, with their faults mended: one
-- subscription per user, files before the jobs that made them, an order of their own for photos that share one, names for
-- those that have none, sizes for videos that say none.

\ir rows_legacy.sql

begin;

update subscription_plans set created_at = timestamptz '2024-01-01', updated_at = timestamptz '2024-01-01';
update system_settings set updated_at = timestamptz '2024-01-01';

-- Plans that were given away have no number to pay by, which the check asks of all that come new.
alter table user_subscriptions drop constraint paid_has_stripe;
insert into user_subscriptions (id, user_id, plan_id, status, current_period_start, current_period_end, cancel_at_period_end, cancelled_at,
                                stripe_subscription_id, stripe_customer_id, created_at, updated_at)
select pg_temp.id('moved subscription', row_number() over (order by u.id)::int), u.id, u.subscription_plan, coalesce(s.status, 'active'), coalesce(s.current_period_start, u.created_at),
       coalesce(s.current_period_end, u.created_at + interval '1 month'), coalesce(s.cancel_at_period_end, false), s.cancelled_at,
       s.stripe_subscription_id, s.stripe_customer_id, u.created_at, u.updated_at
  from users u
  left join lateral (select * from subscriptions where user_id = u.id order by status, created_at desc limit 1) s on true
 where not exists (select 1 from user_subscriptions us where us.user_id = u.id);
alter table user_subscriptions add constraint paid_has_stripe
    check (plan_id = 'free' or stripe_subscription_id is not null) not valid;

-- Old files may have no dimensions, which the check asks of all that come new; nor do limits of a plan matter to them.
alter table media_files disable trigger user;
alter table media_files drop constraint visible_has_dimensions;
insert into media_files (id, user_id, original_filename, file_key, file_url, thumbnail_url, file_type, mime_type, file_size_bytes, width, height,
                         metadata, folder_path, uploaded_at, created_at, updated_at)
select p.id, vp.user_id, coalesce(p.original_filename, 'photo_' || p.id), 'legacy/photos/' || p.id, p.file_url, p.thumbnail_url, 'image',
       p.mime_type, p.file_size_bytes, p.width, p.height, p.metadata, '/projects/' || p.project_id, p.created_at, p.created_at, p.updated_at
  from photos p join video_projects vp on vp.id = p.project_id
union all
select id, user_id, original_filename, 'legacy/media/' || id, file_url, thumbnail_url, file_type, mime_type, file_size_bytes, width, height,
       metadata, '/library', created_at, created_at, updated_at
  from media_items
on conflict (id) do nothing;
insert into media_files (id, user_id, original_filename, file_key, file_url, thumbnail_url, file_type, mime_type, file_size_bytes, duration_seconds,
                         metadata, folder_path, uploaded_at, created_at, updated_at)
select md5('file of ' || gv.id)::uuid, vp.user_id, 'generated_video_' || gv.id || '.mp4', 'generated/videos/' || gv.id, gv.file_url, gv.thumbnail_url, 'video', 'video/mp4',
       coalesce(gv.file_size_bytes, 1), gv.duration_seconds, jsonb_build_object('generation_job_id', gv.id, 'ai_prompt', gv.ai_prompt),
       '/generated/' || gv.project_id, coalesce(gv.completed_at, gv.updated_at), gv.created_at, gv.updated_at
  from generated_videos gv join video_projects vp on vp.id = gv.project_id
 where gv.file_url is not null
on conflict (file_key) do nothing;
alter table media_files add constraint visible_has_dimensions
    check (file_type not in ('image', 'video') or (width is not null and height is not null)) not valid;
alter table media_files enable trigger user;

insert into project_media (id, project_id, media_file_id, display_order, duration_seconds, transition_type, added_at)
select md5('place of ' || id)::uuid, project_id, id, row_number() over (partition by project_id order by upload_order, created_at, id) - 1, 3.0, 'fade', created_at
  from photos
on conflict (project_id, media_file_id) do nothing;

insert into generation_jobs (id, project_id, user_id, status, progress_percentage, generation_service, external_job_id, actual_duration_seconds,
                             output_file_id, output_metadata, error_message, queued_at, started_at, completed_at, failed_at)
select gv.id, gv.project_id, vp.user_id, gv.status, gv.progress_percentage, gv.generation_service, gv.external_generation_id, gv.duration_seconds,
       mf.id, jsonb_build_object('file_url', gv.file_url, 'thumbnail_url', gv.thumbnail_url, 'file_size_bytes', gv.file_size_bytes,
       'duration_seconds', gv.duration_seconds), gv.error_message, gv.created_at, gv.started_at, gv.completed_at,
       case when gv.status = 'failed' then gv.updated_at end
  from generated_videos gv
  join video_projects vp on vp.id = gv.project_id
  left join media_files mf on mf.file_key = 'generated/videos/' || gv.id
on conflict (id) do nothing;

commit;
