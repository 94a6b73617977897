// SPDX-License-Identifier: MIT
// The rows of a table that is another one now, and where its numbers go on.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

static void put_aside(const Emit *emit, Text *out, const Object *old)
{
    if (emit->step->holds) {
        sql_stash(emit, out, old, "rows");
        return;
    }
    sql_ident(out, plan_stash_of(emit->plan, object_schema(old), emit->arena));
    text_char(out, '.');
    sql_ident(out, old->name->text);
}

static const Column *counterpart(const Emit *emit, const Object *new)
{
    const Column *column = AS(const Column, new);
    if (new->kind != KIND_COLUMN || column->generated)
        return NULL;
    Object *old = model_find(emit->changes->from, KIND_COLUMN, emit->step->from, new->name);
    return old ? AS(const Column, old) : NULL;
}

// Of both tables the columns that they have in common; converted, or as they are.
static void put_columns(const Emit *emit, bool values)
{
    const char *comma = "";
    for (const Object *child = object_first(emit->step->to); child; child = child->next) {
        const Column *new = AS(const Column, child), *old = counterpart(emit, child);
        if (!old || (emit->down && old->generated))
            continue;
        PUT(emit, comma);
        if (values && !type_equal(*old->type, *new->type))
            pg_converted(emit, old, new);
        else
            sql_ident(emit->out, child->name->text);
        comma = ", ";
    }
}

static void put_sequence(const Emit *emit, const char *path, const Object *column)
{
    PUT(emit, "pg_get_serial_sequence(");
    sql_literal(emit->out, path, strlen(path));
    PUT(emit, ", ");
    sql_literal(emit->out, column->name->text, column->name->length);
    PUT(emit, ")");
}

// The numbers of the one go on where those of the other are.
static void carry_numbers(Emit *emit, const char *to, const char *from)
{
    for (const Object *child = object_first(emit->step->to); child; child = child->next) {
        const Column *new = AS(const Column, child), *old = counterpart(emit, child);
        bool counts = old && column_counts(new) && column_counts(old);
        if (counts && emit->step->holds && !emit->down)
            pg_set_sequence(emit, child);
        if (!counts || emit->step->holds)
            continue;
        PUT(emit, "SELECT setval(");
        put_sequence(emit, to, child);
        PUT(emit, ", n) FROM pg_sequence_last_value(");
        put_sequence(emit, from, child);
        PUT(emit, "::regclass) AS n WHERE n IS NOT NULL;\n");
    }
}

void pg_take_over(Emit *emit)
{
    const Object *old = emit->step->from, *new = emit->step->to;
    Text aside = {0}, path = {0};
    if (emit->down && !plan_remade_returns(emit->plan, old, new))
        return;
    put_aside(emit, &aside, old);
    sql_path(emit, &path, new);
    const char *from = emit->down ? path.bytes : aside.bytes, *to = emit->down ? aside.bytes : path.bytes;
    if (emit->down)
        text_printf(emit->out, "DELETE FROM %s;\n", to);
    text_printf(emit->out, "INSERT INTO %s (", to);
    put_columns(emit, false);
    PUT(emit, ") OVERRIDING SYSTEM VALUE SELECT ");
    put_columns(emit, true);
    text_printf(emit->out, " FROM %s;\n", from);
    carry_numbers(emit, to, from);
    text_free(&aside);
    text_free(&path);
}
