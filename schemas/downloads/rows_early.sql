-- SPDX-License-Identifier: MIT
-- Rows for early_2_0.sch: some 1,900 in four tables. Platforms in any spelling, dates in three forms,
-- contents without a platform's id twice, sessions that belong to no download.
-- Load with: sqlite3 -bail FILE < rows_early.sql

begin;

with recursive n(i) as (values (1) union all select i + 1 from n where i < 500)
insert into content (url, platform, content_type, status, title, description, author, author_id, thumbnail_url,
                     platform_id, platform_url,
                     duration, file_size, format, quality, local_path, download_progress, download_speed,
                     view_count, like_count, comment_count, share_count, published_at, available_qualities, hashtags,
                     mentions, created_at, updated_at, version, is_deleted, metadata)
select 'https://example.org/' || case when i % 10 = 0 then 'twice' else i end || '?q=''' || i % 50 || '''',
       case i % 9 when 0 then 'Vimeo Pro' when 1 then 'YouTube' when 2 then 'youtube' when 3 then ' tiktok '
                  when 4 then 'TikTok' when 5 then 'Instagram'
                  when 6 then 'X/Twitter' when 7 then 'Ünknown' else 'facebook' end,
       case i % 6 when 0 then 'audio' when 1 then 'image' when 2 then 'reel' else 'video' end,
       case i % 5 when 0 then 'pending' when 1 then 'failed' when 2 then 'cancelled' else 'completed' end,
       case i % 6 when 0 then null when 1 then '' when 2 then 'Größe "XL" 😀' when 3 then 'it''s ' || i
                  else '進撃 ' || i end,
       case i % 4 when 0 then null when 1 then 'two' || char(10) || 'lines' else 'd' || i end,
       case i % 3 when 0 then null when 1 then 'Zoë O''Hara' else '@user' || i end,
       case i % 3 when 0 then null else printf('%d', i * 7919) end,
       case i % 2 when 0 then 'https://p16.example/' || i || '.jpg' end,
       case i % 4 when 0 then null when 1 then printf('%019d', i) else 'id_' || i end,             -- leading zeros
       case i % 5 when 0 then null else 'https://www.example.org/' || i end,
       case i % 7 when 0 then null when 1 then 0 else i * 1.7 end,
       case i % 4 when 0 then null when 1 then 5000000000 + i else i * 1024 end,
       case i % 3 when 0 then null when 1 then 'mp4' else '3gp' end,
       case i % 4 when 0 then null when 1 then '1080' else '720p' end,
       case i % 5 when 0 then null else 'C:\Videos\' || i || '.mp4' end,
       case i % 3 when 0 then null else i % 101 end,
       case i % 3 when 0 then null else i * 1000.25 end,
       case i % 4 when 0 then null else i * 10 end, case i % 5 when 0 then null else i end,
       case i % 6 when 0 then null else 0 end, case i % 7 when 0 then null else i % 3 end,
       case i % 5 when 0 then printf('2024%02d%02d', 1 + i % 12, 1 + i % 28)
                  when 1 then printf('2024/%02d/%02d 10:30', 1 + i % 12, 1 + i % 28)
                  when 2 then printf('2024-%02d-%02d %02d:00:00', 1 + i % 12, 1 + i % 28, i % 24) when 3 then ''
                  else null end,
       case i % 4 when 0 then null when 1 then '["1080p", "720p"]' when 2 then '[]' else '1080p,720p' end,
       case i % 4 when 0 then null when 1 then '["ete", "größe"]' when 2 then '#one #two' else '' end,
       case i % 3 when 0 then null else '["@zoë"]' end,
       printf('2024-%02d-%02d %02d:%02d:00', 1 + i % 12, 1 + i % 28, i % 24, i % 60),
       printf('2024-%02d-%02dT%02d:%02d:00.123456', 1 + i % 12, 1 + i % 28, i % 24, i % 60),
       case i % 9 when 0 then null else 1 + i % 3 end, case i % 8 when 0 then 1 when 1 then null else 0 end,
       case i % 4 when 0 then null when 1 then '{"fps": 29.97, "vcodec": "h264"}' when 2 then '{"fps":' else '{}' end
  from n;

with recursive n(i) as (values (1) union all select i + 1 from n where i < 600)
insert into downloads (content_id, session_id, url, quality, format, output_directory, status, progress_percentage,
                       download_speed, filename, file_size, file_path,
                       queued_at, started_at, completed_at, error_message, retry_count, created_at, updated_at,
                       version, is_deleted, metadata)
select 1 + i * 7 % 500, case i % 3 when 0 then null else i end, 'https://cdn.example.org/' || i,
       case i % 3 when 0 then null else '720p' end, case i % 4 when 0 then null else 'mp4' end,
       case i % 10 when 0 then null when 1 then '' when 2 then 'D:\Zoë''s' else 'downloads' end,
       case i % 9 when 0 then 'queued' when 1 then 'starting' when 2 then 'downloading' when 3 then 'processing'
                  when 4 then 'failed' when 5 then 'paused' when 6 then 'retrying' else 'completed' end,
       case i % 5 when 0 then null when 1 then 100 when 2 then 33.333333333333336 else i % 100 end,
       case i % 4 when 0 then null else i * 512.5 end, case i % 3 when 0 then null else 'größe ' || i || '.mp4' end,
       case i % 3 when 0 then null else i * 4096 end, case i % 3 when 0 then null else 'D:\' || i end,
       printf('2024-05-%02d 10:00:00', 1 + i % 28),
       case i % 3 when 0 then null else printf('20240%d%02d', 1 + i % 9, 1 + i % 28) end,
       case i % 2 when 0 then null else '2024/06/01 10:30' end,
       case i % 6 when 0 then 'HTTP 403: it''s "gone"' end, i % 4, '2024-05-01 10:00:00', '2024-05-02', 1, i % 2,
       case i % 3 when 0 then '{"proxy": null}' end
  from n;

with recursive n(i) as (values (1) union all select i + 1 from n where i < 400)
insert into download_sessions (content_id, url, status, quality, format, output_path, progress, started_at,
                               completed_at, error_count, last_error, retry_count, downloader_type,
                               session_config, created_at, updated_at, version, is_deleted, metadata)
select 1 + i * 11 % 500, 'https://cdn.example.org/s/' || i,
       case i % 3 when 0 then 'queued' when 1 then 'running' else 'done' end, '720p', null, 'D:\' || i,
       case i % 3 when 0 then '50%' when 1 then null else '{"bytes": 12}' end, '2024-05-01T10:00:00Z', null, i % 3,
       case i % 3 when 1 then 'Zeitüberschreitung' end, 0,
       case i % 2 when 0 then 'yt-dlp' end, case i % 2 when 0 then '{"headers": {"X": "y''z"}}' end, '2024-05-01',
       '2024-05-01', 1, 0, null
  from n;

with recursive n(i) as (values (1) union all select i + 1 from n where i < 400)
insert into download_errors (download_id, error_type, error_message, error_code, stack_trace, retry_count, can_retry,
                             created_at, updated_at, version, is_deleted, metadata)
select 1 + i * 13 % 600, case i % 3 when 0 then 'network' when 1 then 'HTTP' else 'Größe' end, 'it failed ' || i,
       case i % 2 when 0 then '403' when 1 then null end,
       case i % 3 when 0 then 'File "a.py", line 1' || char(10) || '  raise' end, i % 5,
       case i % 4 when 0 then null else i % 2 end,
       printf('2024-05-%02d 11:%02d:00', 1 + i % 28, i % 60), '2024-05-30', 1, 0, case i % 5 when 0 then '{}' end
  from n;

delete from content where id % 83 = 0;                              -- cascades do not: foreign keys are off in the shell
delete from downloads where content_id % 83 = 0;
delete from download_sessions where content_id % 83 = 0;
delete from download_errors where download_id not in (select id from downloads);

commit;
