-- SPDX-License-Identifier: MIT
-- The least that tells of a schema: the rows of the catalogue as they stand, and the texts that only the server
-- can print. In one transaction, as an inspection is.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT oid, nspname FROM pg_namespace;
SELECT oid, typname, typnamespace, typtype, typelem, typrelid, typbasetype, typtypmod FROM pg_type WHERE oid >= 16384;
SELECT enumtypid, enumlabel, enumsortorder FROM pg_enum ORDER BY enumtypid, enumsortorder;
SELECT oid, relname, relnamespace, relkind, relpersistence, reloptions, relacl FROM pg_class WHERE oid >= 16384;
SELECT attrelid, attnum, attname, atttypid, atttypmod, attndims, attnotnull, attidentity, attgenerated, attcollation
FROM pg_attribute WHERE attrelid >= 16384 AND attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum;
SELECT adrelid, adnum, pg_get_expr(adbin, adrelid, true) FROM pg_attrdef;
SELECT conrelid, contypid, conname, contype, conkey, confrelid, confkey, confupdtype, confdeltype, condeferrable,
       pg_get_expr(conbin, conrelid, true)
FROM pg_constraint WHERE oid >= 16384;
SELECT indexrelid, indrelid, indisunique, indkey, indoption, indclass, pg_get_expr(indexprs, indrelid, true),
       pg_get_expr(indpred, indrelid, true)
FROM pg_index WHERE indexrelid >= 16384;
SELECT ev_class, pg_get_viewdef(ev_class, true) FROM pg_rewrite WHERE ev_class >= 16384 AND rulename = '_RETURN';
SELECT objoid, classoid, objsubid, description FROM pg_description WHERE objoid >= 16384;
SELECT seqrelid, seqtypid, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle FROM pg_sequence;
SELECT classid, objid, refobjid, refobjsubid, deptype FROM pg_depend WHERE objid >= 16384 AND deptype IN ('a', 'i', 'e');
COMMIT;
