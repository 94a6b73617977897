-- SPDX-License-Identifier: MIT
-- The queries of views. A server that leaves parentheses away leaves them away as well where they hold an AND
-- within an AND together (as BETWEEN does), which is another query to it: then it is asked for all of them.
SELECT r.ev_class, pg_get_viewdef(r.ev_class,
           CASE WHEN strpos(r.ev_action::text, '{BOOLEXPR') > 0 THEN -- a search for one word is quick
               NOT r.ev_action::text LIKE ANY ('{"%:boolop and%} {BOOLEXPR :boolop and%","%:boolop or%} {BOOLEXPR :boolop or%"}')
           ELSE true END)
FROM pg_rewrite AS r
JOIN pg_class AS c ON c.oid = r.ev_class
WHERE r.rulename = '_RETURN' AND c.relkind IN ('v', 'm')
  AND c.relnamespace = ANY (ARRAY(SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|schemac_stash_)'
                           AND nspname NOT IN ('information_schema', 'schemac')));
