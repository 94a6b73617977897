-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

CREATE TABLE public.t (
    id integer CONSTRAINT has_id NOT NULL,
    usual integer CONSTRAINT t_usual_not_null NOT NULL,
    alone integer NOT NULL NO INHERIT,
    two integer CONSTRAINT both_said NOT NULL NO INHERIT,
    late integer,
    old integer,
    gone integer CONSTRAINT goes NOT NULL,
    valid integer,
    heirs integer CONSTRAINT heirs_too NOT NULL NO INHERIT,
    CONSTRAINT late_said NOT NULL late,
    NOT NULL old NO INHERIT
);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
ALTER TABLE public.t RENAME CONSTRAINT both_said TO both_renamed;
ALTER TABLE public.t DROP CONSTRAINT goes;
ALTER TABLE public.t ADD CONSTRAINT t_valid NOT NULL valid NOT VALID;
ALTER TABLE public.t VALIDATE CONSTRAINT t_valid;
ALTER TABLE public.t ALTER CONSTRAINT heirs_too INHERIT;
ALTER TABLE public.t ADD CONSTRAINT t_gone NOT NULL gone NOT VALID;
ALTER TABLE public.t RENAME COLUMN usual TO usual_renamed;
