-- SPDX-License-Identifier: MIT
-- Rows for shipped_1_2_1.sch: 600 downloads with all the dirt that 1.2.1 wrote.
-- Load with: sqlite3 -bail FILE < rows_shipped.sql

begin;

with recursive n(i) as (values (1) union all select i + 1 from n where i < 600)
insert into downloads (url, title, filepath, quality, format, duration, filesize, status, download_date, metadata)
select case i % 6                                                   -- one in ten comes twice
                  when 0 then 'https://www.youtube.com/watch?v=' || printf('%011x', (i - i % 10) * 7919)
                  when 1 then 'https://youtu.be/' || printf('%011x', i * 104729) || '?t=1m&x=''1'''
                  when 2 then 'https://www.tiktok.com/@zoë.müller/video/' || (7000000000000000000 + i * 7919)
                  when 3 then 'https://www.instagram.com/reel/C' || i || '_-x/'
                  when 4 then 'https://vimeo.com/' || (100000 + i)
                  else 'HTTPS://WWW.YouTube.COM/watch?v=' || i
       end,
       case i % 7 when 0 then 'Größe & "Höhe" 😀 ' || i when 1 then 'it''s #' || i when 2 then ''
                  when 3 then '進撃の巨人' || char(10) || 'second line'
                  when 4 then '-- not a comment; /* nor this' else 'Video ' || i end,
       case i % 3 when 0 then 'C:\Users\Zoë\Videos\' || i || '.mp4' when 1 then '/home/o''hara/Video ' || i || '.mp4'
                  else i || '.webm' end,
       case i % 5 when 0 then null when 1 then '1080p' when 2 then 'Best' when 3 then '720' else '' end,
       case i % 4 when 0 then 'mp4' when 1 then 'MP4' when 2 then null else 'webm' end,
       case i % 7 when 0 then 'Unknown' when 1 then printf('%02d:%02d', i % 60, i * 7 % 60) when 2 then i * 3
                  when 3 then printf('%d:%02d:%02d', i % 3, i % 60, i % 60)
                  when 4 then null when 5 then i + 0.5 else cast(i as text) end,
       case i % 5 when 0 then 'Unknown' when 1 then printf('%.2f MB', i * 1.37)
                  when 2 then printf('%.2f GB', i / 97.0) when 3 then null else i || ' KB' end,
       case i % 5 when 0 then 'Success' when 1 then 'Successful' when 2 then 'successful' when 3 then null
                  else 'Failed' end,
       case i % 4 when 0 then printf('2025/%02d/%02d %02d:%02d', 1 + i % 12, 1 + i % 28, i % 24, i % 60)
                  when 1 then printf('2025-%02d-%02d %02d:%02d:%02d', 1 + i % 12, 1 + i % 28, i % 24, i % 60, i % 60)
                  when 2 then printf('2025%02d%02d', 1 + i % 12, 1 + i % 28) else null end,
       case i % 8 when 0 then null when 1 then '' when 2 then '{}' when 3 then '{"caption": "cut off' when 4 then 'null'
                  when 5 then json_object('caption', 'l''été ☀', 'hashtags', json_array('ete', 'größe'), 'thumbnail',
                      null)
                  when 6 then json_object('hashtags', '#one #two', 'creator', json_object('name', 'Zoë "Z"', 'id', i))
                  else json_object('caption', '', 'hashtags', json('[]'), 'thumbnail',
                      'https://p16.example/' || i || '.jpg', 'creator', '@user' || i, 'description',
                      'tab' || char(9) || 'x') end
  from n;

delete from downloads where id % 97 = 0;                            -- numbers that must not come back

commit;
