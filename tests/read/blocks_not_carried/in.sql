CREATE TABLE t (a int);
DO $$ BEGIN FOR i IN 1..2 LOOP EXECUTE 'CREATE TABLE t' || i || ' (a int)'; END LOOP; END $$;
DO $$ DECLARE n int := 2; BEGIN CREATE TABLE u (a int); END $$;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'other') THEN CREATE TYPE mood AS ENUM ('a'); END IF; END $$;
DO $$ BEGIN CREATE TABLE v (a nosuch); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN ALTER TABLE nowhere ADD COLUMN a int; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO LANGUAGE plpython3u $$ plpy.notice('x') $$;
