-- What hand-written files do where SQL has no IF NOT EXISTS, and schemas made with what is in them.
CREATE TYPE state AS ENUM ('on', 'off');
DO $$ BEGIN
    CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
    CREATE TYPE state AS ENUM ('other'); -- is there already
EXCEPTION WHEN duplicate_object OR duplicate_table THEN RAISE NOTICE 'there';
END; $$ LANGUAGE plpgsql;
DO $do$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'email') THEN
        CREATE DOMAIN email AS text CHECK (VALUE ~ '@');
    END IF;
    EXECUTE 'CREATE TABLE people (id int PRIMARY KEY, mail email, mood mood)';
END
$do$;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'people' AND column_name = 'mail') THEN
        ALTER TABLE people ADD COLUMN mail text;
        COMMENT ON COLUMN people.mail IS 'never said';
    END IF;
    IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'people' AND column_name = 'age') THEN
        ALTER TABLE people ADD COLUMN age int;
        COMMENT ON COLUMN people.age IS 'in years';
    END IF;
    IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'people' AND column_name = 'mood') THEN
        ALTER TABLE people ADD COLUMN mood text;
    END IF;
END $$;
CREATE SCHEMA shop
    CREATE VIEW dear AS SELECT id FROM goods WHERE price > 100
    CREATE INDEX goods_price ON goods (price)
    CREATE TABLE goods (id int PRIMARY KEY, price numeric DEFAULT 1, number int DEFAULT nextval('shop.numbers'))
    CREATE SEQUENCE numbers
    GRANT SELECT ON goods TO reader WITH GRANT OPTION;
CREATE SCHEMA AUTHORIZATION joe CREATE TABLE things (id int);
CREATE TABLE app_old (id int PRIMARY KEY, old text, size int, CONSTRAINT size_positive CHECK (size > 0));
CREATE INDEX app_old_size ON app_old (size);
DO $$
DECLARE
    n int;
BEGIN
    IF EXISTS (SELECT 1 FROM information_schema.columns
               WHERE table_schema = 'public' AND table_name = 'app_old' AND column_name = 'old') THEN
        ALTER TABLE app_old RENAME COLUMN old TO newer;
    ELSE
        ALTER TABLE app_old ADD COLUMN newer text;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'size_positive' AND conrelid = 'app_old'::regclass) THEN
        DROP TABLE app_old;
    ELSIF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE c.relname = 'people' AND n.nspname = 'elsewhere' AND c.relkind = 'r') THEN
        DROP TABLE people;
    ELSE
        ALTER TABLE app_old DROP CONSTRAINT size_positive;
        IF to_regclass('public.app_old_size') IS NOT NULL AND to_regtype('nothing') IS NULL THEN
            DROP INDEX app_old_size;
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
               WHERE t.typname = 'state' AND e.enumlabel = 'on') THEN
        ALTER TYPE state RENAME VALUE 'on' TO 'lit';
    END IF;
END $$;
DO $$ BEGIN
    CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
EXCEPTION WHEN insufficient_privilege THEN
    CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2';
END $$;
DO $$ BEGIN
    ALTER TABLE nowhere DROP COLUMN nothing;
EXCEPTION WHEN undefined_table OR undefined_column THEN RAISE NOTICE 'none';
END $$;
SELECT 'done' AS state, now();
