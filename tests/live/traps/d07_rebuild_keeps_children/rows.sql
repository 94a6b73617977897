-- SPDX-License-Identifier: MIT
insert into content (url, size) values ('a', 1), ('b', null), ('gone', 3);
insert into tags values ('t');
insert into downloads (content_id, note) values (1, 't'), (1, null), (2, 't');
delete from content where url = 'gone';
