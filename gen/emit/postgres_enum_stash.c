// SPDX-License-Identifier: MIT
// An enum type that is made anew, and the tables that are put aside, by this migration or by an earlier one:
// they come back with the type they had.
#include "gen/emit/postgres_type.h"

// Labels that were added in place left the tables aside with the same type; it goes now, and another one
// comes. What names it in them, defaults, checks and indexes, is taken away and written again.
static const char RETYPE[] =
    "-- Tables that were put aside have the type as well.\n"
    "DO $schemac$ DECLARE old regtype := %s; many regtype := old::text || '[]'; new text := %s;\n"
    "    sql text; BEGIN\n"
    "    FOREACH sql IN ARRAY coalesce((WITH aside AS (\n"
    "        SELECT a.*, c.oid::regclass AS home, CASE atttypid WHEN many THEN '[]' ELSE '' END AS dims\n"
    "            FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid AND relkind = 'r'\n"
    "            JOIN pg_namespace AS n ON n.oid = relnamespace AND nspname LIKE 'schemac\\_stash\\_%%'\n"
    "            WHERE atttypid IN (old, many)),\n"
    "    parts (undo, redo) AS (\n"
    "        SELECT format('ALTER TABLE %%s ALTER %%I DROP DEFAULT', home, attname),\n"
    "                format('ALTER TABLE %%s ALTER %%I SET DEFAULT %%s', home, attname,\n"
    "                    pg_get_expr(adbin, adrelid))\n"
    "            FROM aside JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum AND attgenerated = ''\n"
    "        UNION SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', home, conname),\n"
    "                format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', home, conname,\n"
    "                    pg_get_constraintdef(c.oid))\n"
    "            FROM aside JOIN pg_constraint AS c ON conrelid = attrelid AND contype = 'c'\n"
    "        UNION SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)\n"
    "            FROM aside JOIN pg_index ON indrelid = attrelid AND coalesce(indexprs, indpred) IS\n"
    "                NOT NULL)\n"
    "    SELECT array_agg(part ORDER BY turn) FROM (\n"
    "        SELECT 1, undo FROM parts UNION ALL SELECT 2,\n"
    "            format('ALTER TABLE %%s ALTER %%I TYPE %%s%%s USING %%I::text%%s::%%s%%s',\n"
    "                home, attname, new, dims, attname, dims, new, dims) FROM aside\n"
    "        UNION ALL SELECT 3, replace(redo, old::text, new) FROM parts) AS all_of_it (turn, part)),\n"
    "    '{}') LOOP EXECUTE sql; END LOOP;\n"
    "END $schemac$;\n";

void pg_retype_aside(Emit *emit, const TypeSwap *swap)
{
    Text old = {0}, new = {0};
    sql_literal(&old, swap->passage.bytes, swap->passage.length);
    sql_literal(&new, swap->path.bytes, swap->path.length);
    text_printf(emit->out, RETYPE, old.bytes, new.bytes);
    text_free(&old);
    text_free(&new);
}
