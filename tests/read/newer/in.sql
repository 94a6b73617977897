-- Dumped from database version 18.4
-- What PostgreSQL 16 to 18 read and the parser, which is that of 15, does not.
\restrict abc
SET statement_timeout = 0;
CREATE TABLE public.t (
    a integer NOT NULL,
    b integer GENERATED ALWAYS AS ((a * 2)) VIRTUAL,
    c integer GENERATED ALWAYS AS (a * 3),
    d integer GENERATED ALWAYS AS (a * 4) STORED NOT NULL,
    e text STORAGE EXTERNAL COLLATE "C" DEFAULT 'x'::text,
    f int4range, g int4range,
    j text,
    storage text,
    NOT NULL e,
    CONSTRAINT ck CHECK ((a > 0)) NOT ENFORCED,
    CONSTRAINT off CHECK (a < 10) NOT ENFORCED,
    CONSTRAINT jj CHECK (a <> 7)
);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (g, f WITHOUT OVERLAPS);
CREATE TABLE public.u (
    a int, f int4range, g int4range, period text, enforced bool,
    FOREIGN KEY (g, PERIOD f) REFERENCES public.t (g, PERIOD f)
);
ALTER TABLE public.u ADD CONSTRAINT u_x FOREIGN KEY (g, PERIOD f) REFERENCES public.t (g, PERIOD f) NOT ENFORCED;
ALTER TABLE ONLY public.t ALTER COLUMN d SET EXPRESSION AS (a + 7), ALTER a SET STATISTICS DEFAULT, ALTER e SET STATISTICS -1;
ALTER TABLE public.u ALTER CONSTRAINT u_x ENFORCED, SET ACCESS METHOD DEFAULT;
ALTER TABLE public.t RENAME COLUMN e TO renamed;
CREATE SEQUENCE public.s INCREMENT 1_0 MAXVALUE 0xFFFF;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO joe;
CREATE DOMAIN public.d AS text;
ALTER DOMAIN public.d ADD CONSTRAINT d_said NOT NULL;
CREATE COLLATION public.c (provider = builtin, locale = 'C.UTF-8');
CREATE PUBLICATION p FOR TABLE public.t WITH (publish_generated_columns = stored);
\unrestrict abc
