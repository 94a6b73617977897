// SPDX-License-Identifier: MIT
// Since PostgreSQL 18 a column that is never null has a constraint for that, called TABLE_COLUMN_not_null. No
// schema names it, so it goes with the names it is made of, as long as it has them.
#include <string.h>

#include "gen/emit/postgres.h"

enum { NAMED_SINCE = 18 };

typedef struct NotNullName { // NULL: as it is called
    const char *table, *column;
} NotNullName;

static void put_part(Emit *emit, const char *said, const char *else_column)
{
    if (said)
        sql_literal(emit->out, said, strlen(said));
    else
        PUT(emit, else_column);
}

static void put_name(Emit *emit, const char *table, const char *column)
{
    put_part(emit, table, "r.relname");
    PUT(emit, " || '_' || ");
    put_part(emit, column, "a.attname");
    PUT(emit, " || '_not_null'");
}

static void rename_all(Emit *emit, const char *path, NotNullName was, NotNullName now)
{
    if (emit->plan->options.target < NAMED_SINCE)
        return;
    PUT(emit, "DO $schemac$ DECLARE k record; BEGIN FOR k IN SELECT c.conname AS was, ");
    put_name(emit, now.table, now.column);
    PUT(emit, " AS now FROM pg_constraint AS c JOIN pg_class AS r ON r.oid = c.conrelid"
              " JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]"
              " WHERE c.contype = 'n' AND c.conislocal AND c.conrelid = ");
    sql_literal(emit->out, path, strlen(path));
    PUT(emit, "::regclass AND c.conname = ");
    put_name(emit, was.table, was.column);
    PUT(emit, " LOOP EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', ");
    sql_literal(emit->out, path, strlen(path));
    PUT(emit, ", k.was, k.now); END LOOP; END $schemac$;\n");
}

void pg_not_nulls_of_table(Emit *emit, const char *schema, const char *was, const char *now)
{
    Text path = {0};
    sql_ident(&path, schema);
    text_char(&path, '.');
    sql_ident(&path, now);
    rename_all(emit, text_string(&path), (NotNullName){was, NULL}, (NotNullName){now, NULL});
    text_free(&path);
}

void pg_not_null_of_column(Emit *emit, const char *path, const char *was, const char *now)
{
    rename_all(emit, path, (NotNullName){NULL, was}, (NotNullName){NULL, now});
}
