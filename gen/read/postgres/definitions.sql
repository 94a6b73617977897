-- SPDX-License-Identifier: MIT
-- What lives in schemas and has no words of its own: schema, name, the statements that make it, comment,
-- nothing, the owner (empty for who asks, null where there is none), its number, what rights there are to it (as
-- rights.sql calls that) and how a grant calls it. Of an operator class the family is not said that has its name and
-- nothing but what the class puts into it.
WITH space AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname !~ '^(pg_|schemac_stash_)' AND nspname NOT IN ('information_schema', 'schemac')
), member AS ( -- what pg_amop and pg_amproc hold: of a class, or of a family only
    SELECT d.refclassid, d.refobjid, 1 AS part, o.amopstrategy::int AS number, format('OPERATOR %s %s%s', o.amopstrategy,
               o.amopopr::regoperator, CASE WHEN o.amopsortfamily <> 0 THEN
                   (SELECT format(' FOR ORDER BY %I.%I', n.nspname, f.opfname) FROM pg_opfamily AS f
                    JOIN pg_namespace AS n ON n.oid = f.opfnamespace WHERE f.oid = o.amopsortfamily) END) AS item,
           o.amoplefttype AS one, o.amoprighttype AS other
    FROM pg_amop AS o JOIN pg_depend AS d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid
    WHERE o.oid >= 16384 AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
    UNION ALL
    SELECT d.refclassid, d.refobjid, 2, p.amprocnum, format('FUNCTION %s (%s, %s) %s', p.amprocnum,
               format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL), p.amproc::regprocedure),
           p.amproclefttype, p.amprocrighttype
    FROM pg_amproc AS p JOIN pg_depend AS d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid
    WHERE p.oid >= 16384 AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
), items AS (
    SELECT refclassid, refobjid, string_agg(item, E',\n    ' ORDER BY part, number, one, other) AS list
    FROM member GROUP BY refclassid, refobjid
), implied AS ( -- families that their class makes by itself
    SELECT f.oid FROM pg_opfamily AS f
    JOIN pg_opclass AS c ON c.opcfamily = f.oid AND c.opcname = f.opfname AND c.opcnamespace = f.opfnamespace
    WHERE f.oid >= 16384
      AND NOT EXISTS (SELECT FROM items AS i WHERE i.refclassid = 'pg_opfamily'::regclass AND i.refobjid = f.oid)
      AND NOT EXISTS (SELECT FROM pg_description AS d
                      WHERE d.classoid = 'pg_opfamily'::regclass AND d.objoid = f.oid)
), found (part, schema, name, text, classid, objid, owner) AS (
    SELECT 1, p.pronamespace, p.proname, 'CREATE FUNCTION ' || rtrim(substr(pg_get_functiondef(p.oid),
               length(format('CREATE OR REPLACE FUNCTION %I.', s.nspname)) + 1), E'\n'), 'pg_proc'::regclass, p.oid, p.proowner
    FROM pg_proc AS p JOIN space AS s ON s.oid = p.pronamespace
    JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'w') AND (l.lanname = 'c' OR p.prosupport <> 0 OR p.protrftypes IS NOT NULL)
    UNION ALL
    SELECT 0, t.typnamespace, t.typname, format('CREATE TYPE %I', t.typname) || CASE WHEN t.typisdefined THEN
               format(E' (\n    %s\n)', concat_ws(E',\n    ', format(E'INPUT = %s,\n    OUTPUT = %s', t.typinput, t.typoutput),
               CASE WHEN t.typreceive <> 0 THEN format('RECEIVE = %s', t.typreceive) END,
               CASE WHEN t.typsend <> 0 THEN format('SEND = %s', t.typsend) END,
               CASE WHEN t.typmodin <> 0 THEN format('TYPMOD_IN = %s', t.typmodin) END,
               CASE WHEN t.typmodout <> 0 THEN format('TYPMOD_OUT = %s', t.typmodout) END,
               CASE WHEN t.typanalyze <> 0 THEN format('ANALYZE = %s', t.typanalyze) END,
               CASE WHEN now.typsubscript <> 0 THEN format('SUBSCRIPT = %s', now.typsubscript) END,
               'INTERNALLENGTH = ' || CASE WHEN t.typlen < 0 THEN 'VARIABLE' ELSE t.typlen::text END,
               CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
               'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
               CASE t.typstorage WHEN 'e' THEN 'STORAGE = external' WHEN 'x' THEN 'STORAGE = extended' WHEN 'm' THEN 'STORAGE = main' END,
               CASE WHEN t.typcategory <> 'U' THEN format('CATEGORY = %L', t.typcategory) END,
               CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
               format('DEFAULT = %L', t.typdefault) || CASE WHEN t.typdefault IS NULL THEN NULL ELSE '' END,
               CASE WHEN t.typelem <> 0 THEN format('ELEMENT = %s', format_type(t.typelem, NULL)) END,
               CASE WHEN t.typdelim <> ',' THEN format('DELIMITER = %L', t.typdelim) END,
               CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END)) ELSE '' END,
           'pg_type'::regclass, t.oid, t.typowner
    FROM (SELECT 0::regproc AS typsubscript) AS before
    CROSS JOIN pg_type AS t JOIN space AS s ON s.oid = t.typnamespace
    CROSS JOIN LATERAL (SELECT typsubscript FROM (SELECT t.*) AS row) AS now
    WHERE (t.typtype = 'b' AND t.typarray <> 0) OR (t.typtype = 'p' AND NOT t.typisdefined) -- an array has no array
    UNION ALL
    SELECT 2, c.collnamespace, c.collname, format('CREATE COLLATION %I (%s)', c.collname, concat_ws(', ',
               'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
               CASE WHEN c.collprovider <> 'c' OR c.collcollate = c.collctype
                    THEN format('locale = %L', coalesce(now.colliculocale, now.colllocale, c.collcollate)) END,
               CASE WHEN c.collprovider = 'c' AND c.collcollate <> c.collctype
                    THEN format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) END,
               format('rules = %L', now.collicurules) || CASE WHEN now.collicurules IS NULL THEN NULL ELSE '' END,
               CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END)),
           'pg_collation'::regclass, c.oid, c.collowner
    FROM (SELECT NULL::text AS colliculocale, NULL::text AS colllocale, NULL::text AS collicurules) AS before
    CROSS JOIN pg_collation AS c
    CROSS JOIN LATERAL (SELECT colliculocale, colllocale, collicurules FROM (SELECT c.*) AS row) AS now
    WHERE c.oid >= 16384 AND c.collnamespace IN (SELECT oid FROM space)
    UNION ALL
    SELECT 3, c.connamespace, c.conname, format('CREATE %sCONVERSION %I FOR %L TO %L FROM %s',
               CASE WHEN c.condefault THEN 'DEFAULT ' END, c.conname, pg_encoding_to_char(c.conforencoding),
               pg_encoding_to_char(c.contoencoding), c.conproc), 'pg_conversion'::regclass, c.oid, c.conowner
    FROM pg_conversion AS c JOIN space AS s ON s.oid = c.connamespace
    UNION ALL
    SELECT 4, p.prsnamespace, p.prsname, format('CREATE TEXT SEARCH PARSER %I (%s)', p.prsname, concat_ws(', ',
               format('START = %s, GETTOKEN = %s, END = %s', p.prsstart, p.prstoken, p.prsend),
               CASE WHEN p.prsheadline <> 0 THEN format('HEADLINE = %s', p.prsheadline) END,
               format('LEXTYPES = %s', p.prslextype))), 'pg_ts_parser'::regclass, p.oid, NULL::oid
    FROM pg_ts_parser AS p JOIN space AS s ON s.oid = p.prsnamespace
    UNION ALL
    SELECT 5, t.tmplnamespace, t.tmplname, format('CREATE TEXT SEARCH TEMPLATE %I (%s)', t.tmplname, concat_ws(', ',
               CASE WHEN t.tmplinit <> 0 THEN format('INIT = %s', t.tmplinit) END,
               format('LEXIZE = %s', t.tmpllexize))), 'pg_ts_template'::regclass, t.oid, NULL::oid
    FROM pg_ts_template AS t JOIN space AS s ON s.oid = t.tmplnamespace
    UNION ALL
    SELECT 6, d.dictnamespace, d.dictname, format('CREATE TEXT SEARCH DICTIONARY %I (%s)', d.dictname, concat_ws(', ',
               format('TEMPLATE = %s%I', CASE WHEN n.nspname NOT IN ('pg_catalog', 'public')
                                              THEN quote_ident(n.nspname) || '.' END, t.tmplname),
               d.dictinitoption)), 'pg_ts_dict'::regclass, d.oid, d.dictowner
    FROM pg_ts_dict AS d JOIN space AS s ON s.oid = d.dictnamespace
    JOIN pg_ts_template AS t ON t.oid = d.dicttemplate JOIN pg_namespace AS n ON n.oid = t.tmplnamespace
    UNION ALL
    SELECT 7, c.cfgnamespace, c.cfgname, format('CREATE TEXT SEARCH CONFIGURATION %I (PARSER = %I.%I)', c.cfgname,
               n.nspname, p.prsname) || coalesce((
               SELECT string_agg(format(E';\nALTER TEXT SEARCH CONFIGURATION %I ADD MAPPING FOR %s WITH %s', c.cfgname,
                                        lists.words, lists.dictionaries), '' ORDER BY lists.words)
               FROM (
                   SELECT string_agg(word, ', ' ORDER BY word COLLATE "C") AS words, dictionaries
                   FROM (
                       SELECT t.alias AS word,
                              string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
                       FROM pg_ts_config_map AS m JOIN ts_token_type(c.cfgparser) AS t ON t.tokid = m.maptokentype
                       WHERE m.mapcfg = c.oid GROUP BY t.alias
                   ) AS word GROUP BY dictionaries
               ) AS lists), ''), 'pg_ts_config'::regclass, c.oid, c.cfgowner
    FROM pg_ts_config AS c JOIN space AS s ON s.oid = c.cfgnamespace
    JOIN pg_ts_parser AS p ON p.oid = c.cfgparser JOIN pg_namespace AS n ON n.oid = p.prsnamespace
    UNION ALL
    SELECT 8, o.oprnamespace, o.oprname, format('CREATE OPERATOR %s (%s)', o.oprname, concat_ws(', ',
               format('FUNCTION = %s', o.oprcode),
               CASE WHEN o.oprleft <> 0 THEN format('LEFTARG = %s', format_type(o.oprleft, NULL)) END,
               CASE WHEN o.oprright <> 0 THEN format('RIGHTARG = %s', format_type(o.oprright, NULL)) END,
               (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', n.nspname, c.oprname) FROM pg_operator AS c
                JOIN pg_namespace AS n ON n.oid = c.oprnamespace WHERE c.oid = o.oprcom),
               (SELECT format('NEGATOR = OPERATOR(%I.%s)', n.nspname, c.oprname) FROM pg_operator AS c
                JOIN pg_namespace AS n ON n.oid = c.oprnamespace WHERE c.oid = o.oprnegate),
               CASE WHEN o.oprrest <> 0 THEN format('RESTRICT = %s', o.oprrest) END,
               CASE WHEN o.oprjoin <> 0 THEN format('JOIN = %s', o.oprjoin) END,
               CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)),
           'pg_operator'::regclass, o.oid, o.oprowner
    FROM pg_operator AS o JOIN space AS s ON s.oid = o.oprnamespace WHERE o.oprcode <> 0
    UNION ALL
    SELECT 9, f.opfnamespace, f.opfname, format('CREATE OPERATOR FAMILY %I USING %I', f.opfname, m.amname)
               || coalesce(format(E';\nALTER OPERATOR FAMILY %I USING %I ADD\n    ', f.opfname, m.amname) || i.list, ''),
           'pg_opfamily'::regclass, f.oid, f.opfowner
    FROM pg_opfamily AS f JOIN space AS s ON s.oid = f.opfnamespace JOIN pg_am AS m ON m.oid = f.opfmethod
    LEFT JOIN items AS i ON i.refclassid = 'pg_opfamily'::regclass AND i.refobjid = f.oid
    WHERE f.oid NOT IN (SELECT oid FROM implied)
    UNION ALL
    SELECT 10, c.opcnamespace, c.opcname, format(E'CREATE OPERATOR CLASS %I %sFOR TYPE %s USING %I%s AS\n    %s',
               c.opcname, CASE WHEN c.opcdefault THEN 'DEFAULT ' END, format_type(c.opcintype, NULL), m.amname,
               CASE WHEN f.oid NOT IN (SELECT oid FROM implied)
                    THEN format(' FAMILY %I.%I', n.nspname, f.opfname) END,
               concat_ws(E',\n    ', i.list, CASE WHEN c.opckeytype <> 0 OR i.list IS NULL THEN format('STORAGE %s',
                   format_type(CASE c.opckeytype WHEN 0 THEN c.opcintype ELSE c.opckeytype END, NULL)) END)),
           'pg_opclass'::regclass, c.oid, c.opcowner
    FROM pg_opclass AS c JOIN space AS s ON s.oid = c.opcnamespace JOIN pg_am AS m ON m.oid = c.opcmethod
    JOIN pg_opfamily AS f ON f.oid = c.opcfamily JOIN pg_namespace AS n ON n.oid = f.opfnamespace
    LEFT JOIN items AS i ON i.refclassid = 'pg_opclass'::regclass AND i.refobjid = c.oid
    UNION ALL
    SELECT 11, p.pronamespace, p.proname, format('CREATE AGGREGATE %I(%s) (%s)', p.proname,
               CASE p.pronargs WHEN 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END, concat_ws(', ',
               format('SFUNC = %s, STYPE = %s', a.aggtransfn, format_type(a.aggtranstype, NULL)),
               CASE WHEN a.aggtransspace <> 0 THEN format('SSPACE = %s', a.aggtransspace) END,
               CASE WHEN a.aggfinalfn <> 0 THEN format('FINALFUNC = %s', a.aggfinalfn) END,
               CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
               CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
                    THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'
                        WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
               CASE WHEN a.aggcombinefn <> 0 THEN format('COMBINEFUNC = %s', a.aggcombinefn) END,
               CASE WHEN a.aggserialfn <> 0 THEN format('SERIALFUNC = %s', a.aggserialfn) END,
               CASE WHEN a.aggdeserialfn <> 0 THEN format('DESERIALFUNC = %s', a.aggdeserialfn) END,
               'INITCOND = ' || quote_literal(a.agginitval),
               CASE WHEN a.aggmtransfn <> 0 THEN format('MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s', a.aggmtransfn,
                   a.aggminvtransfn, format_type(a.aggmtranstype, NULL)) END,
               CASE WHEN a.aggmtransspace <> 0 THEN format('MSSPACE = %s', a.aggmtransspace) END,
               CASE WHEN a.aggmfinalfn <> 0 THEN format('MFINALFUNC = %s', a.aggmfinalfn) END,
               CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
               CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
                    THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY'
                        WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
               'MINITCOND = ' || quote_literal(a.aggminitval),
               (SELECT format('SORTOP = OPERATOR(%I.%s)', n.nspname, o.oprname) FROM pg_operator AS o
                JOIN pg_namespace AS n ON n.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
               CASE a.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END,
               CASE p.proparallel WHEN 's' THEN 'PARALLEL = safe' WHEN 'r' THEN 'PARALLEL = restricted' END)),
           'pg_proc'::regclass, p.oid, p.proowner
    FROM pg_proc AS p JOIN space AS s ON s.oid = p.pronamespace JOIN pg_aggregate AS a ON a.aggfnoid = p.oid
    WHERE p.prokind = 'a'
)
SELECT s.nspname, f.name, f.text, d.description, NULL,
       CASE WHEN pg_get_userbyid(f.owner) = current_user THEN '' ELSE pg_get_userbyid(f.owner) END,
       f.objid, CASE f.classid WHEN 'pg_proc'::regclass THEN 'f' WHEN 'pg_type'::regclass THEN 't' END,
       (SELECT format('%I(%s)', f.name, (SELECT string_agg(format_type(t.type, NULL), ', ' ORDER BY t.place)
               FROM unnest(p.proargtypes) WITH ORDINALITY AS t (type, place)))
        FROM pg_proc AS p WHERE f.classid = 'pg_proc'::regclass AND p.oid = f.objid)
FROM found AS f
JOIN space AS s ON s.oid = f.schema
LEFT JOIN pg_description AS d ON d.classoid = f.classid AND d.objoid = f.objid AND d.objsubid = 0
WHERE NOT EXISTS (SELECT FROM pg_depend AS e WHERE e.classid = f.classid AND e.objid = f.objid
                  AND (e.deptype = 'e' OR (e.deptype = 'i' AND e.classid = 'pg_proc'::regclass)) OFFSET 0)
ORDER BY f.part, f.name COLLATE "C", f.text COLLATE "C";
