-- SPDX-License-Identifier: MIT
-- What PostgreSQL does on its own only, in a transaction.
BEGIN;
CREATE TABLE users (id int PRIMARY KEY, mail text);
CREATE INDEX CONCURRENTLY users_mail ON users (mail);
CREATE DATABASE other;
VACUUM users;
ANALYZE users;
COMMIT;
CREATE INDEX CONCURRENTLY users_both ON users (id, mail);
