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
