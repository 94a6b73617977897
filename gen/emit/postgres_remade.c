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
    Object *old = plan_remade_column(emit->plan, emit->step->from, new);
    return old ? AS(const Column, old) : NULL;
}

static const Statement *statement_of(const Emit *emit, int item, const Object *column)
{
    return emit->down ? NULL : migration_find(emit->changes, item, column);
}

static bool is_filled(const Emit *emit, const Object *child)
{
    return child->kind == KIND_COLUMN &&
           (counterpart(emit, child) || statement_of(emit, ITEM_BACKFILL, child));
}

// A copy of the rows has it as text.
static void put_kept(const Emit *emit, const Column *old, const Column *new)
{
    sql_ident(emit->out, emit->down ? new->object.name->text : old->object.name->text);
    if (emit->down) {
        PUT(emit, pg_plain_cast(&old->object));
    } else {
        PUT(emit, "::");
        pg_type_base(emit, emit->out, new->type);
    }
}

// As the other table has it: converted, or as it is. What SQL cannot say, nulls become: the default.
static void put_value(const Emit *emit, const Object *child)
{
    const Column *new = AS(const Column, child), *old = counterpart(emit, child);
    bool fills = !emit->down && emit->changes->to->imported && old->nullable &&
                 !new->nullable &&span_is_set(new->default_.span);
    PUT(emit, fills ? "coalesce(" : "");
    if (emit->step->holds && *pg_plain_cast(&old->object))
        put_kept(emit, old, new);
    else if (!type_equal(*old->type, *new->type))
        pg_converted(emit, old, new);
    else
        sql_ident(emit->out, emit->down ? child->name->text : old->object.name->text);
    if (fills) {
        PUT(emit, ", ");
        sql_span(emit, emit->out, new->default_.span);
        PUT(emit, ")");
    }
}

static bool is_carried(const Emit *emit, const Object *child)
{
    return is_filled(emit, child) && !(emit->down && counterpart(emit, child)->generated);
}

// Without any the two have nothing in common but their name.
static bool carries_any(const Emit *emit)
{
    const Object *child = object_first(emit->step->to);
    while (child && !is_carried(emit, child))
        child = child->next;
    return child != NULL;
}

static void put_columns(const Emit *emit, bool values)
{
    const char *comma = "";
    for (const Object *child = object_first(emit->step->to); child; child = child->next) {
        const Column *old = counterpart(emit, child);
        if (!is_carried(emit, child))
            continue;
        PUT(emit, comma);
        if (values)
            put_value(emit, child);
        else
            sql_ident(emit->out, emit->down ? old->object.name->text : child->name->text);
        comma = ", ";
    }
}

// Where the migration says how values come about, it may name the columns as they were and as they are.
static bool has_statements(const Emit *emit)
{
    for (const Object *child = object_first(emit->step->to); child; child = child->next)
        if (child->kind == KIND_COLUMN &&
            (statement_of(emit, ITEM_USING, child) || statement_of(emit, ITEM_BACKFILL, child)))
            return true;
    return false;
}

static void put_both_names(const Emit *emit, const char *from)
{
    const char *comma = "";
    PUT(emit, " FROM (SELECT ");
    for (const Object *child = object_first(emit->step->to); child; child = child->next) {
        const Column *old = counterpart(emit, child);
        if (!old)
            continue;
        PUT(emit, comma);
        if (statement_of(emit, ITEM_USING, child))
            sql_ident(emit->out, old->object.name->text);
        else
            put_value(emit, child);
        PUT(emit, " AS ");
        sql_ident(emit->out, child->name->text);
        comma = ", ";
    }
    for (const Object *old = object_first(emit->step->from); old; old = old->next) {
        if (old->kind != KIND_COLUMN || model_find(emit->changes->to, KIND_COLUMN, emit->step->to, old->name))
            continue;
        PUT(emit, comma);
        sql_ident(emit->out, old->name->text);
        comma = ", ";
    }
    text_printf(emit->out, " FROM %s) AS ", from);
    sql_ident(emit->out, emit->step->to->name->text);
    PUT(emit, ";\n");
}

static void put_stated(const Emit *emit, const char *from)
{
    const char *comma = "";
    for (const Object *child = object_first(emit->step->to); child; child = child->next) {
        const Statement *using = statement_of(emit, ITEM_USING, child);
        const Statement *fill = statement_of(emit, ITEM_BACKFILL, child);
        bool coalesced = fill && counterpart(emit, child);
        if (!is_filled(emit, child))
            continue;
        PUT(emit, comma);
        if (coalesced || !(using || fill)) {
            PUT(emit, coalesced ? "coalesce(" : "");
            sql_ident(emit->out, child->name->text);
        }
        if (using || fill) {
            PUT(emit, coalesced ? ", (" : "(");
            sql_span(emit, emit->out, using ? using->sql : fill->sql);
            PUT(emit, coalesced ? "))" : ")");
        }
        comma = ", ";
    }
    put_both_names(emit, from);
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
        pg_serial_sequence(emit->out, to, (emit->down ? &old->object : child)->name->text);
        PUT(emit, ", n) FROM pg_sequence_last_value(");
        pg_serial_sequence(emit->out, from, (emit->down ? child : &old->object)->name->text);
        PUT(emit, "::regclass) AS n WHERE n IS NOT NULL;\n");
    }
}

void pg_take_over(Emit *emit)
{
    const Object *old = emit->step->from, *new = emit->step->to;
    Text aside = {0}, path = {0};
    if ((emit->down && !plan_remade_returns(emit->plan, old, new)) || !carries_any(emit))
        return;
    put_aside(emit, &aside, old);
    sql_path(emit, &path, new);
    const char *from = emit->down ? path.bytes : aside.bytes, *to = emit->down ? aside.bytes : path.bytes;
    if (emit->down)
        text_printf(emit->out, "DELETE FROM %s;\n", to);
    text_printf(emit->out, "INSERT INTO %s (", to);
    put_columns(emit, false);
    PUT(emit, ") OVERRIDING SYSTEM VALUE SELECT ");
    if (has_statements(emit)) {
        put_stated(emit, from);
    } else {
        put_columns(emit, true);
        text_printf(emit->out, " FROM %s;\n", from);
    }
    carry_numbers(emit, to, from);
    text_free(&aside);
    text_free(&path);
}
