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

static const char *part(Emit *emit, const char *said, const char *else_column)
{
    Text text = {0};
    if (!said)
        return else_column;
    sql_literal(&text, said, strlen(said));
    const char *made = arena_copy(emit->arena, text.bytes, text.length);
    text_free(&text);
    return made;
}

static size_t longest(size_t length, const char *name)
{
    return name && strlen(name) > length ? strlen(name) : length;
}

// May the name be too long, with whatever the step's table and columns are called before and after?
static bool is_cut(const Emit *emit, NotNullName name)
{
    const Object *sides[] = {emit->step->from, emit->step->to};
    size_t table = longest(0, name.table), column = longest(0, name.column);
    for (int side = 0; side < 2; side++) {
        const Object *home =
            sides[side] && sides[side]->kind == KIND_COLUMN ? sides[side]->parent : sides[side];
        if (!home || home->kind != KIND_TABLE)
            continue;
        table = longest(table, home->name->text);
        for (const Object *child = object_first(home); child; child = child->next)
            column = child->kind == KIND_COLUMN ? longest(column, child->name->text) : column;
    }
    return table + column + strlen("__not_null") > NAME_BYTES;
}

// As PostgreSQL makes the name: of what is too long the longer part is cut, at last both.
static const char *name_of(Emit *emit, NotNullName name)
{
    const char *table = part(emit, name.table, "r.relname"), *column = part(emit, name.column, "a.attname");
    if (!is_cut(emit, name))
        return arena_print(emit->arena, "%s || '_' || %s || '_not_null'", table, column);
    return arena_print(
        emit->arena,
        "left(%s, greatest(least(octet_length(%s), 27), 53 - octet_length(%s))) || '_' || "
        "left(%s, 53 - least(octet_length(%s), greatest(27, 53 - octet_length(%s)))) || '_not_null'",
        table, table, column, column, table, column);
}

static void rename_all(Emit *emit, const char *path, NotNullName was, NotNullName now)
{
    if (emit->plan->options.target < NAMED_SINCE)
        return;
    PUT(emit, "DO $schemac$ DECLARE k record; BEGIN FOR k IN SELECT c.conname AS was, ");
    text_puts(emit->out, name_of(emit, now));
    PUT(emit, " AS now FROM pg_constraint AS c JOIN pg_class AS r ON r.oid = c.conrelid"
              " JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]"
              " WHERE c.contype = 'n' AND c.conislocal AND c.conrelid = ");
    sql_literal(emit->out, path, strlen(path));
    PUT(emit, "::regclass AND c.conname = ");
    text_puts(emit->out, name_of(emit, was));
    PUT(emit, " LOOP EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', ");
    sql_literal(emit->out, path, strlen(path));
    PUT(emit, ", k.was, k.now); END LOOP; END $schemac$;\n");
}

static void put_class(Emit *emit, const Object *table)
{
    Text path = {0};
    sql_path(emit, &path, table);
    sql_literal(emit->out, path.bytes, path.length);
    text_free(&path);
}

void pg_not_nulls_from(Emit *emit, const Object *table, const Object *of, bool takes)
{
    const char *own = name_of(emit, (NotNullName){0});
    if (emit->plan->options.target < NAMED_SINCE)
        return;
    text_printf(emit->out, "DO $schemac$ DECLARE k record; BEGIN FOR k IN SELECT c.conname AS was, %s AS now",
                takes ? "p.conname" : own);
    PUT(emit, " FROM pg_constraint AS c JOIN pg_class AS r ON r.oid = c.conrelid"
              " JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]"
              " JOIN pg_attribute AS b ON b.attname = a.attname AND b.attrelid = ");
    put_class(emit, of);
    PUT(emit, "::regclass JOIN pg_constraint AS p ON p.conrelid = b.attrelid AND p.conkey[1] = b.attnum"
              " AND p.contype = 'n' AND NOT p.connoinherit"
              " WHERE c.contype = 'n' AND c.coninhcount = 0 AND c.conrelid = ");
    put_class(emit, table);
    text_printf(emit->out, "::regclass AND p.conname <> %s AND c.conname = %s", own,
                takes ? own : "p.conname");
    if (!table_rare(table)->part_of) // a key of its own has given it its name
        PUT(emit, " AND NOT EXISTS (SELECT FROM pg_constraint AS y WHERE y.conrelid = c.conrelid"
                  " AND y.contype = 'p' AND a.attnum = ANY (y.conkey))");
    PUT(emit, " LOOP EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', ");
    put_class(emit, table);
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
