-- Lists over a varchar, as pg_dump writes them: read again they are stored otherwise than IN would be.
CREATE DOMAIN kind AS character varying(9)
    CONSTRAINT kind_check CHECK (((VALUE)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])));
CREATE TABLE t (
    s character varying(9),
    x text,
    CONSTRAINT c1 CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))),
    CONSTRAINT c2 CHECK (((s)::text <> ALL (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))),
    CONSTRAINT c3 CHECK (((s)::text = ANY (ARRAY['a'::text, 'b'::text]))),
    CONSTRAINT c4 CHECK (s::text IN ('a', 'b')),
    CONSTRAINT c5 CHECK (s IN ('a', 'b')),
    CONSTRAINT c6 CHECK ((x = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))),
    CONSTRAINT c7 CHECK ((COALESCE((s)::text, ''::text) <> ''::text)),
    CONSTRAINT c8 CHECK (((COALESCE(s, ''::character varying))::text <> ''::text))
);
CREATE INDEX t_s ON t (x) WHERE ((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]));
