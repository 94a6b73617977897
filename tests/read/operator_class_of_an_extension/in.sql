CREATE TABLE r (a int4range, EXCLUDE USING gist (a app_ops(siglen=16) WITH &&));
