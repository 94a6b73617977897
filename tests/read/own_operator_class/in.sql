-- SPDX-License-Identifier: MIT
-- A class that the server takes by itself is not named again; any other is.
CREATE TABLE words (id int, word text, code varchar(9), tags text[], more jsonb);
CREATE INDEX one ON words (word text_ops, id int4_ops DESC);
CREATE INDEX two ON words USING gin (tags array_ops, more jsonb_ops);
CREATE INDEX three ON words (code varchar_ops, word text_pattern_ops);
CREATE INDEX four ON words USING gin (more jsonb_path_ops);
CREATE INDEX five ON words USING hash (code text_ops);
