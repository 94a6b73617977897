CREATE SEQUENCE hooks_id_seq AS integer;
CREATE TABLE ends (id integer NOT NULL DEFAULT nextval('hooks_id_seq') PRIMARY KEY, name text NOT NULL);
ALTER SEQUENCE hooks_id_seq OWNED BY ends.id;
CREATE SEQUENCE kept_n_seq;
CREATE TABLE kept (id integer PRIMARY KEY);
