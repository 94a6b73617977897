-- A base type is its name at first, which its functions have for a type.
CREATE TYPE hollow;
COMMENT ON TYPE hollow IS 'Nothing yet.';
CREATE TYPE tag;
CREATE FUNCTION tag_in(cstring) RETURNS tag LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION tag_out(tag) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION tag_send(tag) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
COMMENT ON TYPE tag IS 'A number.';
CREATE TYPE tag (INPUT = tag_in, OUTPUT = tag_out, LIKE = integer);
ALTER TYPE tag SET (SEND = tag_send);
ALTER FUNCTION tag_in(cstring) RENAME TO read_tag;
CREATE TABLE items (tag tag, tags tag[] DEFAULT '{1}');
GRANT USAGE ON TYPE tag TO web;
CREATE TYPE gone;
DROP TYPE gone;
-- A range whose values are settled by a function.
CREATE TYPE span;
CREATE FUNCTION span_settle(span) RETURNS span LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE span AS RANGE (SUBTYPE = int4, CANONICAL = span_settle);
-- Options without words; what is replaced keeps what was said of it.
CREATE FUNCTION likes(text, text) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'textlike';
COMMENT ON FUNCTION likes(text, text) IS 'LIKE.';
CREATE OR REPLACE FUNCTION likes(text, text) RETURNS boolean
    LANGUAGE internal IMMUTABLE STRICT SUPPORT textlike_support AS 'textlike';
