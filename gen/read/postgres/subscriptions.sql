-- SPDX-License-Identifier: MIT
-- Subscriptions of this database, in the shape of definitions_database.sql. Only a superuser may read how they
-- connect, so nobody else is asked this.
SELECT NULL, s.subname, format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %s WITH (connect = false, %s)',
           s.subname, s.subconninfo, (SELECT string_agg(quote_ident(p), ', ') FROM unnest(s.subpublications) AS p),
           concat_ws(', ', format('slot_name = %s', coalesce(quote_literal(s.subslotname), 'NONE')),
               CASE WHEN now.subbinary THEN 'binary = true' END,
               (SELECT 'streaming = ' || w.word
                FROM (VALUES ('t', 'on'), ('true', 'on'), ('p', 'parallel'), ('f', 'off'), ('false', 'off')) AS w (code, word)
                WHERE w.code = now.substream::text -- since version 18 it is parallel by itself
                  AND w.word <> CASE WHEN current_setting('server_version_num')::int < 180000 THEN 'off' ELSE 'parallel' END),
               CASE now.subtwophasestate WHEN 'd' THEN NULL ELSE 'two_phase = on' END,
               CASE WHEN now.subdisableonerr THEN 'disable_on_error = true' END,
               CASE WHEN NOT now.subpasswordrequired THEN 'password_required = false' END,
               CASE WHEN now.subrunasowner THEN 'run_as_owner = true' END,
               CASE now.suborigin WHEN 'any' THEN NULL ELSE format('origin = %s', now.suborigin) END,
               CASE WHEN now.subfailover THEN 'failover = true' END,
               CASE s.subsynccommit WHEN 'off' THEN NULL ELSE format('synchronous_commit = %L', s.subsynccommit) END)),
       d.description, NULL, CASE WHEN pg_get_userbyid(s.subowner) = current_user THEN '' ELSE pg_get_userbyid(s.subowner) END
FROM (SELECT false AS subbinary, false AS substream, 'd' AS subtwophasestate, false AS subdisableonerr,
             true AS subpasswordrequired, false AS subrunasowner, 'any' AS suborigin, false AS subfailover) AS before
CROSS JOIN pg_subscription AS s
CROSS JOIN LATERAL (SELECT subbinary, substream, subtwophasestate, subdisableonerr, subpasswordrequired, subrunasowner,
                           suborigin, subfailover FROM (SELECT s.*) AS row) AS now
LEFT JOIN pg_description AS d ON d.classoid = 'pg_subscription'::regclass AND d.objoid = s.oid
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY s.subname COLLATE "C";
