CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (value ~ '@');
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'Must have an at.';
ALTER DOMAIN email ADD CONSTRAINT long CHECK (length(value) > 5) NOT VALID;
ALTER DOMAIN email ADD CONSTRAINT longer CHECK (length(value) > 6) NOT VALID;
ALTER DOMAIN email VALIDATE CONSTRAINT longer;
