-- SPDX-License-Identifier: MIT
-- == order_of_options
-- old
create text search dictionary d (template = simple, stopwords = english, accept = false);
create text search dictionary e (template = synonym, synonyms = synonym_sample);
create text search dictionary f (template = snowball, language = english);
create foreign data wrapper live_w options (b '1', a '2');
create server live_s foreign data wrapper live_w options (c '1', d '2');
create user mapping for public server live_s options (x '1', y '2');
create foreign table ft (a int) server live_s options (m '1', n '2');
-- new
create text search dictionary d (template = simple, accept = false, stopwords = english);
create text search dictionary e (template = synonym, casesensitive = true, synonyms = synonym_sample);
create text search dictionary f (template = snowball, stopwords = english, language = german);
create foreign data wrapper live_w options (a '2', b '1');
create server live_s foreign data wrapper live_w options (a '0', c '1', d '3');
create user mapping for public server live_s options (y '3', x '1');
create foreign table ft (a int) server live_s options (n '2', m '1', l '0');
