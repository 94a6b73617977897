-- Roles that get others together, and what goes with DROP OWNED.
CREATE ROLE reader;
CREATE ROLE ann LOGIN;
CREATE ROLE bob LOGIN;
CREATE ROLE old_owner;
GRANT reader TO ann, bob WITH ADMIN OPTION;
REVOKE ADMIN OPTION FOR reader FROM bob, ann;
CREATE TABLE kept (id int PRIMARY KEY, note text);
CREATE TABLE gone (id int);
ALTER TABLE gone OWNER TO old_owner;
GRANT SELECT ON kept TO old_owner, ann;
GRANT UPDATE (note) ON kept TO old_owner;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO old_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE old_owner GRANT SELECT ON TABLES TO ann;
DROP OWNED BY old_owner;
DROP ROLE old_owner;
