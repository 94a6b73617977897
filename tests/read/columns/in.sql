-- Every kind of column, on lines of all sorts; one; statement
CREATE TABLE "Mixed Case" ("a b" int, "select" text, "q""q" text default 'it''s'); CREATE TABLE t (
    id integer NOT NULL PRIMARY KEY,
    a varchar(20) DEFAULT 'x' /* ; */ COLLATE "C" NOT NULL,
    b numeric(10, -2) DEFAULT (1 + 2) * 3 CHECK (b > 0) CHECK (b < 9),
    c numeric(5,0) DEFAULT -5,
    d timestamp(3) with time zone DEFAULT now(),
    e interval day to second(3), f interval(2), g text[] DEFAULT ARRAY['a', 'b'], h char, i bit(3), j bit varying(5),
    k double precision DEFAULT 1e6, l float(20), m decimal, n "char", o date DEFAULT CURRENT_DATE,
    p text DEFAULT $x$a'b$x$, q boolean DEFAULT true, r jsonb DEFAULT '{"a": 1}'::jsonb,
    w date DEFAULT ('now'::text)::date NOT NULL, s integer GENERATED ALWAYS AS (id * 2) STORED, u int DEFAULT NULL, -- nothing
    v text DEFAULT E'a\nb' NOT NULL CONSTRAINT v_len CHECK (length(v) < 5) UNIQUE
);
