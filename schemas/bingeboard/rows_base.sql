-- SPDX-License-Identifier: MIT
-- Rows for base.sch: some 5,000 over all 38 tables, the same on every machine.
-- Load with psql into tables that are still empty: the serial numbers are counted on.

\set ON_ERROR_STOP on
begin;

-- 0 .. n-1, told by a name and a number.
create function pg_temp.roll(name text, i bigint, n int) returns int language sql immutable as
$$ select ('x' || left(md5(name || ':' || i), 7))::bit(28)::int % n $$;

create function pg_temp.pick(name text, i bigint, variadic choices text[]) returns text language sql immutable as
$$ select choices[1 + pg_temp.roll(name, i, cardinality(choices))] $$;

-- Three in four users have plain ids, the others are what providers send.
create function pg_temp.user_id(i bigint) returns text language sql immutable as
$$ select case i % 4 when 0 then 'google-oauth2|' || i when 1 then 'O''Hara ' || i || ' "Zoë"' else 'user_' || i end $$;

create function pg_temp.at(name text, i bigint) returns timestamp language sql immutable as
$$ select timestamp '2024-02-29 23:59:59.999999' + pg_temp.roll(name, i, 500000) * interval '73.125 seconds' $$;

-- People ----------------------------------------------------------------------------------------

insert into users (id, email, username, first_name, last_name, phone_number, profile_image_url, password_hash,
                   auth_provider, facebook_id, google_id, email_verified, reset_token, reset_token_expires,
                   onboarding_completed, created_at, updated_at)
select pg_temp.user_id(i),
       case when i % 7 > 0 then 'u' || i || '+' || left(md5(i::text), 6) || '@example.org' end,
       case when i % 5 > 0 then pg_temp.pick('name', i, 'zoë', 'søren', '小林', 'O''Brien', 'back\slash', 'a b') || i end,
       pg_temp.pick('first', i, 'Zoë', 'Søren', '小林', 'D''Arcy', '', null),
       pg_temp.pick('last', i, 'Müller', 'O''Brien', '"Quoted"', 'Ng', null),
       case when i % 3 = 0 then '+49 30 ' || lpad(i::text, 6, '0') end,
       case when i % 4 = 0 then 'https://img.example.org/' || i || '.png?x=1&y=%27' end,
       case when i % 2 = 0 then '$2b$10$' || md5('pw' || i) end,
       pg_temp.pick('auth', i, 'replit', 'google', 'facebook', 'local', null),
       case when i % 11 = 0 then 'fb' || i end,
       case when i % 4 = 0 then 'g' || i end,
       (array[true, false, null])[1 + i % 3],
       case when i % 13 = 0 then md5('reset' || i) end,
       case when i % 13 = 0 then pg_temp.at('reset', i) end,
       i % 6 > 0,
       pg_temp.at('user', i),
       case when i % 9 > 0 then pg_temp.at('user', i) + interval '1 day' end
  from generate_series(1, 150) as i;

insert into sessions (sid, sess, expire)
select md5('sid' || i),
       jsonb_build_object('user', pg_temp.user_id(i), 'flash', pg_temp.pick('flash', i, 'it''s', E'tab\there', null)),
       pg_temp.at('session', i)
  from generate_series(1, 60) as i;

insert into user_preferences (user_id, preferred_genres, preferred_networks, watching_habits, language_preferences,
                              ai_personality, favorite_teams, onboarding_completed, updated_at)
select pg_temp.user_id(i),
       case i % 4 when 0 then null when 1 then '{}' when 2 then array['Sci-Fi', 'a "quoted", one', null]
                  else array['Drama'] end,
       case when i % 3 = 0 then array['HBO', 'Arte', 'NHK 総合'] end,
       pg_temp.pick('habit', i, 'binge', 'weekly', E'two\nlines', null),
       case when i % 2 = 0 then '{English,Deutsch,日本語}'::text[] end,
       pg_temp.pick('ai', i, 'balanced', 'bold', null), '{}', i % 2 = 0, pg_temp.at('pref', i)
  from generate_series(1, 120) as i;

insert into user_stats (user_id, total_hours_watched, total_shows_completed, current_binge_streak, longest_binge_streak,
                        favorite_genres, personality_type, achievements, last_watched_date, updated_at)
select pg_temp.user_id(i), pg_temp.roll('hours', i, 4000), nullif(pg_temp.roll('done', i, 80), 0), i % 5, i % 17,
       case when i % 3 > 0 then jsonb_build_array('Drama', i, null) end,
       pg_temp.pick('type', i, 'night owl', 'Frühaufsteher', null),
       jsonb_build_array(jsonb_build_object('key', 'first_' || i)), pg_temp.at('last', i), pg_temp.at('stat', i)
  from generate_series(1, 100) as i;

insert into user_behavior (user_id, action_type, target_type, target_id, metadata, session_id, "timestamp")
select pg_temp.user_id(1 + i % 150), pg_temp.pick('act', i, 'click', 'search', 'view', 'swipe'),
       pg_temp.pick('target', i, 'show', 'list', 'user'), nullif(pg_temp.roll('tid', i, 90), 0),
       case i % 5 when 0 then null when 1 then '{}' when 2 then 'null' when 3 then '[1, "two", null]'
                  else jsonb_build_object('q', 'l''été — 100% "sûr"', 'page', i) end::jsonb,
       case when i % 2 = 0 then md5('sid' || (1 + i % 60)) end, pg_temp.at('behave', i)
  from generate_series(1, 400) as i;

insert into social_connections (user_id, platform, social_id, username, profile_url, access_token, is_active,
                                last_synced, created_at, updated_at)
select pg_temp.user_id(i), p, p || ':' || i, case when i % 2 = 0 then '@zoë' || i end,
       'https://' || p || '.example/' || i,
       md5(p || i), (array[true, false, null])[1 + i % 3], pg_temp.at('sync', i), pg_temp.at('conn', i),
       pg_temp.at('conn', i)
  from generate_series(1, 40) as i, unnest(array['trakt', 'letterboxd']) as p;

-- Catalogue -------------------------------------------------------------------------------------

insert into shows (tmdb_id, title, overview, poster_path, first_air_date, genres, number_of_seasons, number_of_episodes,
                   status, rating, created_at, updated_at)
select 1000 + i * 7,
       pg_temp.pick('title', i, 'Die Straße', 'L''Été', '進撃の巨人', 'The "Office"', 'Back\slash',
           '100% Wolf; -- not a comment', '$tag$') || ' ' || i,
       case i % 4 when 0 then null when 1 then '' else E'First line.\nSecond, with a tab:\there. 🦊' end,
       case when i % 3 > 0 then '/p/' || md5(i::text) || '.jpg' end,
       case i % 5 when 0 then null when 1 then '' when 2 then (1960 + i % 60)::text
                  else (2000 + i % 25) || '-0' || (1 + i % 9) || '-15' end,
       case i % 4 when 0 then null when 1 then '[]' when 2 then '["Drama", "Sci-Fi"]'
                  else '[{"id": 18, "name": "Drama"}, {"id": 10765}]' end::jsonb,
       nullif(pg_temp.roll('seasons', i, 12), 0), nullif(pg_temp.roll('episodes', i, 200), 0),
       pg_temp.pick('status', i, 'Returning Series', 'Ended', 'Canceled', null),
       case when i % 6 > 0 then pg_temp.roll('rate', i, 101) / 10.0 end, pg_temp.at('show', i), pg_temp.at('show', i)
  from generate_series(1, 90) as i;

insert into platforms (name, logo_path, color, created_at)
select n, '/logo/' || lower(n), case when i % 2 = 0 then '#e50914' end, pg_temp.at('platform', i)
  from unnest(array['Netflix', 'Disney+', 'Arte', 'NHK 総合', 'RTÉ Player', 'Joe''s TV']) with ordinality as p(n, i);

insert into show_platforms (show_id, platform_id, created_at)
select s, p, pg_temp.at('on', s * 10 + p) from generate_series(1, 90) as s,
       generate_series(1, 6) as p where pg_temp.roll('on', s * 10 + p, 3) = 0;

insert into platform_configs (platform, display_name, api_endpoint, auth_type, scopes, rate_limit_per_hour, created_at,
                              updated_at)
select n, initcap(n), 'https://api.' || n || '.example/v3?key=', pg_temp.pick('auth', i, 'oauth2', 'key'),
       case when i % 2 = 0 then '["read", "write:lists"]'::jsonb end, case when i % 3 = 0 then null else 100 * i end,
       pg_temp.at('conf', i), pg_temp.at('conf', i)
  from unnest(array['netflix', 'disney', 'arte', 'nhk', 'rte']) with ordinality as p(n, i);

insert into upcoming_releases (show_id, season_number, episode_number, release_date, release_type, title, description,
                               is_confirmed, created_at, updated_at)
select 1 + i % 90, nullif(i % 8, 0), case when i % 5 = 0 then null else i % 24 end, pg_temp.at('release', i),
       pg_temp.pick('kind', i, 'season_premiere', 'series_premiere', 'season_finale', 'special_episode', 'movie'),
       pg_temp.pick('ep', i, 'Pilot', 'Ça ira', 'Ep. "0"', null), null, i % 2 = 0, pg_temp.at('rel', i),
       pg_temp.at('rel', i)
  from generate_series(1, 80) as i;

-- Watching --------------------------------------------------------------------------------------

insert into watchlists (user_id, show_id, status, rating, current_season, current_episode, total_episodes_watched,
                        is_public, notes, created_at, updated_at)
select pg_temp.user_id(1 + i % 150), 1 + pg_temp.roll('watch', i, 90),
       pg_temp.pick('ws', i, 'want_to_watch', 'watching', 'finished', 'dropped'),
       case when i % 3 = 0 then (i % 101) / 10.0 end, 1 + i % 4, case when i % 10 = 0 then null else i % 24 end,
       i % 60, i % 4 > 0,
       pg_temp.pick('note', i, 'mit Oma', 'she said "wait"', E'a\\b', '', null), pg_temp.at('wl', i),
       pg_temp.at('wl', i)
  from generate_series(1, 350) as i;

insert into episode_progress (user_id, show_id, season_number, episode_number, watched_at, watch_time_minutes,
                              is_completed, rating, notes, created_at)
select pg_temp.user_id(1 + i % 150), 1 + i % 89, 1 + i / 150, i % 24, pg_temp.at('ep', i), nullif(i % 70, 0),
       (array[true, false, null])[1 + i % 3],
       case when i % 4 = 0 then (i % 100) / 10.0 end, case when i % 9 = 0 then 'fin — «oui»' end, pg_temp.at('ep', i)
  from generate_series(1, 400) as i;

insert into viewing_history (user_id, show_id, platform, watched_at, watch_duration, total_duration,
                             completion_percentage,
                             episode_number, season_number, user_rating, platform_data, created_at)
select pg_temp.user_id(1 + i % 150), case when i % 8 > 0 then 1 + i % 90 end,
       pg_temp.pick('vp', i, 'netflix', 'arte', 'NHK 総合'), pg_temp.at('vh', i),
       i * 13 % 3600, 3600, (i * 13 % 3600) / 36.0, i % 24, nullif(i % 9, 0),
       case when i % 5 = 0 then 0.1 * (i % 100) end,
       case i % 3 when 0 then null when 1 then '{"raw": {"id": "a''b", "n": 1e3}}' else '{}' end::jsonb,
       pg_temp.at('vh', i)
  from generate_series(1, 400) as i;

insert into streaming_integrations (user_id, platform, access_token, token_expires, is_active, last_sync, created_at,
                                    updated_at)
select pg_temp.user_id(i), pg_temp.pick('si', i, 'netflix', 'arte'), md5('token' || i), pg_temp.at('exp', i),
       i % 7 > 0, pg_temp.at('sync', i), pg_temp.at('si', i), pg_temp.at('si', i)
  from generate_series(1, 60) as i;

insert into custom_lists (user_id, name, description, is_public, is_collaborative, tags, share_code, created_at,
                          updated_at)
select pg_temp.user_id(i), pg_temp.pick('list', i, 'Für später', 'Zoë & friends', 'best "of"', '見たい') || ' ' || i,
       pg_temp.pick('desc', i, '', E'line\nline', null),
       i % 2 = 0, i % 3 = 0, case when i % 4 > 0 then '["cozy", "über"]'::jsonb end,
       case when i % 3 > 0 then left(md5('share' || i), 8) end,
       pg_temp.at('cl', i), pg_temp.at('cl', i)
  from generate_series(1, 50) as i;

insert into custom_list_items (list_id, show_id, added_by, "order", notes, created_at)
select l, s, pg_temp.user_id(1 + (l + s) % 150), case when s % 7 = 0 then null else s end,
       pg_temp.pick('item', l * s, 'ja', 'nö', null), pg_temp.at('item', l * s)
  from generate_series(1, 50) as l, generate_series(1, 90) as s where pg_temp.roll('item', l * 100 + s, 25) = 0;

insert into custom_list_collaborators (list_id, user_id, role, invited_by, created_at)
select l, pg_temp.user_id(1 + (l * 3 + k) % 150), pg_temp.pick('role', l * 3 + k, 'owner', 'editor', 'viewer', null),
       pg_temp.user_id(l), pg_temp.at('collab', l)
  from generate_series(1, 40) as l, generate_series(0, 1) as k;

insert into search_alerts (user_id, name, search_query, genres, networks, year_from, year_to, min_rating, max_rating,
                           keywords, languages, status,
                           include_adult, last_checked, last_triggered, results_found, created_at, updated_at)
select pg_temp.user_id(i), 'alert ' || i,
       pg_temp.pick('query', i, 'l''amour', '"exact phrase"', 'a OR b', '100%', null),
       case when i % 3 = 0 then '{}' when i % 3 = 1 then array['Drama', 'Sci-Fi'] end,
       case when i % 4 = 0 then array['Arte'] end,
       case when i % 2 = 0 then 1990 end, case when i % 2 = 0 then 2025 end, case when i % 3 = 0 then 7.1 end, 10,
       array['größe', 'a,b', 'c{d}'],
       '{ja,de}', pg_temp.pick('as', i, 'Ended', null), false, pg_temp.at('check', i),
       case when i % 5 = 0 then pg_temp.at('trig', i) end, i % 30, pg_temp.at('alert', i), pg_temp.at('alert', i)
  from generate_series(1, 50) as i;

-- Social ----------------------------------------------------------------------------------------

insert into friendships (user_id, friend_id, status, created_at)
select pg_temp.user_id(i), pg_temp.user_id(1 + (i + k * 11) % 150),
       pg_temp.pick('fs', i * 3 + k, 'pending', 'accepted', 'blocked', null), pg_temp.at('friend', i * 3 + k)
  from generate_series(1, 100) as i, generate_series(1, 2) as k;

insert into friend_suggestions (user_id, suggested_user_id, suggestion_type, mutual_friend_count, confidence, reason,
                                is_viewed, created_at)
select pg_temp.user_id(i), pg_temp.user_id(1 + (i * 7) % 150), pg_temp.pick('fst', i, 'contacts', 'mutual', 'taste'),
       i % 9, (i % 100) / 100.0,
       pg_temp.pick('why', i, 'you both like «Dark»', 'she''s new', null), i % 2 = 0, pg_temp.at('sugg', i)
  from generate_series(1, 90) as i;

insert into contact_imports (user_id, contact_email, contact_name, contact_phone, source, is_matched, matched_user_id,
                             created_at)
select pg_temp.user_id(1 + i % 150), 'c' || i || '@example.net',
       pg_temp.pick('cn', i, 'Zoë O''Hara', 'Ng, "Bo"', null), case when i % 2 = 0 then '030-' || i end,
       pg_temp.pick('src', i, 'google', 'phone'), i % 4 = 0, case when i % 4 = 0 then pg_temp.user_id(1 + i % 150) end,
       pg_temp.at('import', i)
  from generate_series(1, 120) as i;

insert into activities (user_id, show_id, activity_type, content, metadata, created_at)
select pg_temp.user_id(1 + i % 150), case when i % 6 > 0 then 1 + i % 90 end,
       pg_temp.pick('ak', i, 'added_to_watchlist', 'finished_show', 'rated_show', 'updated_progress',
           'started_watching', 'sent_invitation'),
       pg_temp.pick('say', i, 'Großartig!', 'meh', 'it''s "fine"', E'two\nlines', '🦊', null),
       case when i % 3 = 0 then jsonb_build_object('rating', i % 10, 'was', null) end, pg_temp.at('activity', i)
  from generate_series(1, 250) as i;

insert into activity_comments (activity_id, user_id, content, created_at)
select 1 + i % 250, pg_temp.user_id(1 + i % 150),
       pg_temp.pick('comment', i, 'oui', 'naïve', '«…»', '; drop table users; --', ''), pg_temp.at('comment', i)
  from generate_series(1, 120) as i;

insert into activity_likes (activity_id, user_id, created_at)
select 1 + i % 250, pg_temp.user_id(1 + i % 149), pg_temp.at('like', i) from generate_series(1, 200) as i;

-- Recommendations -------------------------------------------------------------------------------

insert into recommendations (user_id, show_id, reason, score, created_at)
select pg_temp.user_id(1 + i % 150), 1 + i % 90, pg_temp.pick('rr', i, 'because of «Dark»', 'it''s new', null),
       case when i % 7 > 0 then (i % 1000) / 100.0 end, pg_temp.at('reco', i)
  from generate_series(1, 150) as i;

insert into ai_recommendations (user_id, show_id, score, reason, recommendation_type, metadata, is_viewed,
                                is_interacted, feedback, created_at)
select pg_temp.user_id(1 + i % 150), 1 + i % 90, 1.0 / i, 'since you liked "' || i || '"',
       pg_temp.pick('rt', i, 'mood', 'similar', 'trend'),
       pg_temp.pick('rm', i, '{"model": "v3"}', 'not json', '', null), i % 2 = 0, i % 5 = 0,
       pg_temp.pick('fb', i, '👍', '👎', null), pg_temp.at('ai', i)
  from generate_series(1, 150) as i;

insert into recommendation_training (user_id, show_id, interaction_type, interaction_score, features, context,
                                     created_at)
select pg_temp.user_id(1 + i % 150), 1 + i % 90, pg_temp.pick('it', i, 'watch', 'skip', 'rate'),
       case when i % 3 > 0 then -1 + (i % 20) / 10.0 end,
       jsonb_build_object('v', jsonb_build_array(i, i / 3.0)), case when i % 4 = 0 then '{"hour": 23}'::jsonb end,
       pg_temp.at('train', i)
  from generate_series(1, 150) as i;

-- Notifications ---------------------------------------------------------------------------------

insert into notifications (user_id, type, title, message, related_id, is_read, created_at)
select pg_temp.user_id(1 + i % 150),
       pg_temp.pick('nt', i, 'release_reminder', 'friend_activity', 'recommendation', 'system', 'sports_reminder'),
       'Neu: ' || i, E'It''s out!\n\\o/', nullif(i % 90, 0), i % 3 = 0, pg_temp.at('notify', i)
  from generate_series(1, 150) as i;

insert into notification_preferences (user_id, episode_releases, friend_activity, email_notifications, created_at,
                                      updated_at)
select pg_temp.user_id(i), i % 2 = 0, (array[true, false, null])[1 + i % 3], i % 5 = 0, pg_temp.at('np', i),
       pg_temp.at('np', i)
  from generate_series(1, 100) as i;

insert into notification_history (user_id, title, body, type, status, platform, metadata, sent_at)
select pg_temp.user_id(1 + i % 150), 'Neu', 'Körper ' || i, 'system',
       pg_temp.pick('ns', i, 'sent', 'failed', 'opened'), pg_temp.pick('np', i, 'ios', 'android', 'web'),
       case when i % 2 = 0 then jsonb_build_object('badge', i) end, pg_temp.at('sent', i)
  from generate_series(1, 120) as i;

insert into release_reminders (user_id, release_id, reminder_type, is_triggered, trigger_date, created_at)
select pg_temp.user_id(i), 1 + i % 80, pg_temp.pick('rem', i, 'day_before', 'week_before', 'on_release'), i % 2 = 0,
       pg_temp.at('remind', i), pg_temp.at('rem', i)
  from generate_series(1, 70) as i;

insert into fcm_tokens (user_id, token, platform, device_info, is_active, created_at, updated_at)
select pg_temp.user_id(i), md5('fcm' || i) || ':APA91b' || md5(i::text),
       pg_temp.pick('fcm', i, 'ios', 'android', 'web'),
       case when i % 3 > 0 then jsonb_build_object('model', 'Pixel "' || i || '"', 'os', null) end, i % 6 > 0,
       pg_temp.at('fcm', i), pg_temp.at('fcm', i)
  from generate_series(1, 80) as i;

-- Sports ----------------------------------------------------------------------------------------

insert into sports (name, sports_db_id, display_name, icon, is_active, created_at)
select n, case when i < 5 then 's' || i end, initcap(n), pg_temp.pick('icon', i, '⚽', '🏀', null), i < 5,
       pg_temp.at('sport', i)
  from unnest(array['soccer', 'basketball', 'sumō', 'hurling', 'chess']) with ordinality as s(n, i);

insert into teams (sport_id, sports_db_id, name, city, abbreviation, conference, created_at)
select 1 + i % 5, case when i % 6 > 0 then 't' || i end,
       pg_temp.pick('team', i, '1. FC Köln', 'Hawks', 'São Paulo', 'Queen''s') || ' ' || i,
       pg_temp.pick('city', i, 'Köln', 'Saint-Étienne', null), left(md5(i::text), 3),
       pg_temp.pick('conf', i, 'East', 'West', null), pg_temp.at('team', i)
  from generate_series(1, 40) as i;

insert into games (sport_id, sports_db_id, home_team_id, away_team_id, game_date, game_time, venue, season, week,
                   status, home_score, away_score,
                   tv_networks, streaming_platforms, description, created_at, updated_at)
select 1 + i % 5, 'g' || i, 1 + i % 40, 1 + (i + 7) % 40, pg_temp.at('game', i),
       pg_temp.pick('gt', i, '20:45', '8 pm', null), pg_temp.pick('venue', i, 'St. James'' Park', 'Müngersdorf', null),
       '2024/25', i % 40, pg_temp.pick('gs', i, 'scheduled', 'final', 'live', null),
       case when i % 2 = 0 then i % 6 end, case when i % 2 = 0 then i % 4 end,
       case i % 3 when 0 then null when 1 then '{}' else array['ZDF', 'a, "b"'] end,
       case when i % 2 = 0 then array['DAZN'] end, null, pg_temp.at('game', i), pg_temp.at('game', i)
  from generate_series(1, 100) as i;

insert into sports_activities (user_id, game_id, activity_type, content, created_at)
select pg_temp.user_id(1 + i % 150), 1 + i % 100, pg_temp.pick('sa', i, 'watched', 'reminded'),
       pg_temp.pick('sc', i, 'Tooor!', null), pg_temp.at('sa', i)
  from generate_series(1, 80) as i;

insert into user_sports_preferences (user_id, sport_id, team_ids, notifications_enabled, reminder_minutes, created_at,
                                     updated_at)
select pg_temp.user_id(i), 1 + i % 5,
       case i % 4 when 0 then null when 1 then '{}' else array[i % 40, null, 7]::int[] end, i % 2 = 0,
       nullif(15 * (i % 5), 0),
       pg_temp.at('usp', i), pg_temp.at('usp', i)
  from generate_series(1, 90) as i;

commit;
