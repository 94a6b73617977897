// SPDX-License-Identifier: MIT
// Since PostgreSQL 18 a column that is never null has a constraint for that, called TABLE_COLUMN_not_null.
// Where the schema gives it no other name, it goes with the names it is made of, as long as it has them.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

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

// The one that it is not null by where it is from, if it is that there for all its heirs.
static const Column *heired(const Column *column)
{
    const Object *of = column_rare(column)->of;
    const Column *from = of ? AS(const Column, of) : NULL;
    return from && !from->nullable && !column_more(from)->not_null_alone ? from : NULL;
}

const char *pg_not_null_name(const Emit *emit, const Column *column)
{
    const Word *said = column_more(column)->not_null;
    char *name = arena_bytes(emit->arena, NAME_BYTES + 1);
    if (said)
        return said->text;
    if (heired(column))
        return pg_not_null_name(emit, heired(column));
    name_join(name, name_now(emit, column->object.parent), name_now(emit, &column->object), "not_null");
    return name;
}

void pg_not_null_part(const Emit *emit, const Column *column)
{
    const ColumnMore *more = column_more(column);
    if (more->not_null_open)
        return; // a constraint that comes behind the table
    if (more->not_null || (heired(column) && emit->plan->options.target >= NAMED_SINCE)) {
        PUT(emit, " CONSTRAINT ");
        sql_ident(emit->out, pg_not_null_name(emit, column));
    }
    PUT(emit, more->not_null_alone ? " NOT NULL NO INHERIT" : " NOT NULL");
}

void pg_add_not_null(const Emit *emit, const Column *column)
{
    const ColumnMore *more = column_more(column);
    if (!more->not_null) {
        PUT(emit, "ALTER COLUMN ");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, " SET NOT NULL");
        return;
    }
    PUT(emit, "ADD CONSTRAINT ");
    sql_ident(emit->out, more->not_null->text);
    PUT(emit, " NOT NULL ");
    sql_ident(emit->out, name_now(emit, &column->object));
    PUT(emit, more->not_null_alone ? " NO INHERIT" : "");
    PUT(emit, more->not_null_open ? " NOT VALID" : "");
}

void pg_comment_not_null(Emit *emit, const Column *column)
{
    const Word *comment = column_more(column)->not_null_comment;
    PUT(emit, "COMMENT ON CONSTRAINT ");
    sql_ident(emit->out, pg_not_null_name(emit, column));
    PUT(emit, " ON ");
    sql_path(emit, emit->out, column->object.parent);
    PUT(emit, " IS ");
    text_puts(emit->out, comment ? comment->text : "NULL");
    PUT(emit, ";\n");
}

void pg_end_not_null(Emit *emit, const Column *column)
{
    PUT(emit, ";\n");
    if (!column->nullable && column_more(column)->not_null_comment)
        pg_comment_not_null(emit, column);
}

static void put_constraint(Emit *emit, const Column *column, const char *before, const char *name,
                           const char *after)
{
    pg_alter_table(emit, column->object.parent);
    PUT(emit, before);
    sql_ident(emit->out, name);
    PUT(emit, after);
}

void pg_alter_not_null(Emit *emit, const Column *before, const Column *after)
{
    const ColumnMore *was = before ? column_more(before) : &nothing_rare.more, *now = column_more(after);
    if (!before || (now->not_null_open && !was->not_null_open)) { // what is valid cannot become anything else
        pg_alter_table(emit, after->object.parent);
        if (before) {
            PUT(emit, "ALTER COLUMN ");
            sql_ident(emit->out, name_now(emit, &after->object));
            PUT(emit, " DROP NOT NULL, ");
        }
        pg_add_not_null(emit, after);
        pg_end_not_null(emit, after);
        return;
    }
    const char *name = pg_not_null_name(emit, after);
    const char *old = was->not_null ? was->not_null->text : pg_not_null_name(emit, before);
    if (strcmp(old, name) != 0) {
        put_constraint(emit, after, "RENAME CONSTRAINT ", old, " TO ");
        sql_ident(emit->out, name);
        PUT(emit, ";\n");
    }
    if (was->not_null_alone != now->not_null_alone)
        put_constraint(emit, after, "ALTER CONSTRAINT ", name,
                       now->not_null_alone ? " NO INHERIT;\n" : " INHERIT;\n");
    if (was->not_null_open && !now->not_null_open)
        put_constraint(emit, after, "VALIDATE CONSTRAINT ", name, ";\n");
    if (was->not_null_comment != now->not_null_comment)
        pg_comment_not_null(emit, after);
}
