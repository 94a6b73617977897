// SPDX-License-Identifier: MIT
// Labels, and the enum type that is made anew because labels went or changed places.
#include <string.h>

#include "gen/emit/postgres.h"

static void put_label(const Emit *emit, const Word *label)
{
    sql_literal(emit->out, label->text, label->length);
}

// Before or behind a neighbour that is there already, under the name it has before the renames.
void pg_add_label(Emit *emit)
{
    const Label *label = AS(Label, emit->step->to);
    const Object *parent = label->object.parent, *neighbour = NULL;
    if (label->after)
        neighbour = model_find(emit->changes->to, KIND_LABEL, parent, label->after);
    PUT(emit, "ALTER TYPE ");
    sql_path(emit, emit->out, parent);
    PUT(emit, " ADD VALUE ");
    put_label(emit, label->object.name);
    if (neighbour) {
        PUT(emit, " AFTER ");
        put_label(emit, object_now(emit, neighbour)->name);
    } else {
        const Object *old = match_old(&emit->changes->match, parent);
        if (old && old->first) {
            PUT(emit, " BEFORE ");
            put_label(emit, old->first->name);
        }
    }
    PUT(emit, ";\n");
}

// What becomes of a label: its new name, another by the map, or NULL when it stays.
static const Word *target_of(const Emit *emit, const Object *label)
{
    const Match *match = &emit->changes->match;
    const Object *other = emit->down ? match_old(match, label) : match_new(match, label);
    if (other)
        return other->name == label->name ? NULL : other->name;
    const Statement *map = emit->step->statement;
    for (uint32_t at = 0; map && !emit->down && at < map->pair_count; at++)
        if (map->pairs[2 * at].word == label->name)
            return map->pairs[2 * at + 1].word;
    return NULL;
}

static bool maps_any(const Emit *emit, const Object *before)
{
    for (const Object *label = before->first; label; label = label->next)
        if (target_of(emit, label))
            return true;
    return false;
}

static void put_mapped(Emit *emit, const Column *column, const Object *before, const Object *after)
{
    const char *name = name_now(emit, &column->object);
    if (column->type->dims) {
        for (const Object *label = before->first; label; label = label->next)
            if (target_of(emit, label))
                PUT(emit, "array_replace(");
        sql_ident(emit->out, name);
        PUT(emit, "::text[]");
        for (const Object *label = before->first; label; label = label->next) {
            if (!target_of(emit, label))
                continue;
            PUT(emit, ", ");
            put_label(emit, label->name);
            PUT(emit, ", ");
            put_label(emit, target_of(emit, label));
            PUT(emit, ")");
        }
    } else if (maps_any(emit, before)) {
        PUT(emit, "CASE ");
        sql_ident(emit->out, name);
        PUT(emit, "::text");
        for (const Object *label = before->first; label; label = label->next) {
            if (!target_of(emit, label))
                continue;
            PUT(emit, " WHEN ");
            put_label(emit, label->name);
            PUT(emit, " THEN ");
            put_label(emit, target_of(emit, label));
        }
        PUT(emit, " ELSE ");
        sql_ident(emit->out, name);
        PUT(emit, "::text END");
    } else {
        sql_ident(emit->out, name);
        PUT(emit, "::text");
    }
    PUT(emit, column->type->dims ? ")::" : ")::");
    sql_path(emit, emit->out, after);
    PUT(emit, column->type->dims ? "[]" : "");
}

// --- rows that hold a label which goes ---

static bool loses_labels(const Emit *emit, const Object *from)
{
    for (const Object *label = from->first; label; label = label->next)
        if (!match_new(&emit->changes->match, label))
            return true;
    return false;
}

static bool is_stashed(const Emit *emit, const Column *column, const Object *from)
{
    return emit->step->ways == WAY_BOTH && !column->type->dims && loses_labels(emit, from) &&
           plan_row_key(emit->plan, column->object.parent).count;
}

static void put_lost(const Emit *emit, const Object *from)
{
    const char *comma = "(";
    for (const Object *label = from->first; label; label = label->next) {
        if (match_new(&emit->changes->match, label))
            continue;
        PUT(emit, comma);
        put_label(emit, label->name);
        comma = ", ";
    }
    PUT(emit, ")");
}

static void stash_lost(Emit *emit, const Column *column, const Object *from)
{
    Refs key = plan_row_key(emit->plan, column->object.parent);
    const char *name = name_now(emit, &column->object);
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, &column->object, "_labels");
    PUT(emit, " AS SELECT ");
    for (uint32_t at = 0; at < key.count; at++) {
        sql_ident(emit->out, name_now(emit, key.at[at]));
        text_printf(emit->out, " AS k%u, ", at + 1);
    }
    sql_ident(emit->out, name);
    PUT(emit, "::text AS value FROM ");
    sql_path(emit, emit->out, column->object.parent);
    PUT(emit, " WHERE ");
    sql_ident(emit->out, name);
    PUT(emit, "::text IN ");
    put_lost(emit, from);
    PUT(emit, ";\n");
}

static void bring_back_lost(Emit *emit, const Column *column)
{
    Refs key = plan_row_key(emit->plan, column->object.parent);
    PUT(emit, "UPDATE ");
    sql_path(emit, emit->out, column->object.parent);
    PUT(emit, " AS t SET ");
    sql_ident(emit->out, name_now(emit, &column->object));
    PUT(emit, " = s.value::");
    sql_path(emit, emit->out, column->type->user);
    PUT(emit, " FROM ");
    sql_stash(emit, emit->out, &column->object, "_labels");
    PUT(emit, " AS s WHERE ");
    for (uint32_t at = 0; at < key.count; at++) {
        PUT(emit, at ? " AND t." : "t.");
        sql_ident(emit->out, name_now(emit, key.at[at]));
        text_printf(emit->out, " = s.k%u", at + 1);
    }
    PUT(emit, ";\nDROP TABLE ");
    sql_stash(emit, emit->out, &column->object, "_labels");
    PUT(emit, ";\n");
}

// --- the type ---

static void retype(Emit *emit, const Column *column, const Object *before, const Object *after)
{
    const Object *now = object_now(emit, &column->object);
    bool has_default = span_is_set(column->default_.span);
    pg_alter_table(emit, column->object.parent);
    if (has_default) {
        PUT(emit, "ALTER COLUMN ");
        sql_ident(emit->out, now->name->text);
        PUT(emit, " DROP DEFAULT, ");
    }
    PUT(emit, "ALTER COLUMN ");
    sql_ident(emit->out, now->name->text);
    PUT(emit, " TYPE ");
    sql_path(emit, emit->out, after);
    PUT(emit, column->type->dims ? "[] USING (" : " USING (");
    put_mapped(emit, column, before, after);
    if (has_default) {
        // A default that names a label which goes is not that of the column any more.
        const Column *other = AS(Column, emit->down ? &column->object : match_new(&emit->changes->match, &column->object));
        if (span_is_set(other->default_.span)) {
            PUT(emit, ", ALTER COLUMN ");
            sql_ident(emit->out, now->name->text);
            PUT(emit, " SET DEFAULT ");
            sql_span(emit, emit->out, other->default_.span);
        }
    }
    PUT(emit, ";\n");
}

typedef void EachColumn(Emit *, const Column *, const Object *before, const Object *after);

static void each_column(Emit *emit, EachColumn *act, const Object *before, const Object *after)
{
    const Refs *users = &emit->step->users;
    for (uint32_t at = 0; at < users->count; at++)
        act(emit, AS(Column, users->at[at]), before, after);
}

static void act_stash(Emit *emit, const Column *column, const Object *before, const Object *after)
{
    (void)before, (void)after;
    if (is_stashed(emit, column, emit->step->from))
        stash_lost(emit, column, emit->step->from);
}

static void act_bring_back(Emit *emit, const Column *column, const Object *before, const Object *after)
{
    (void)before, (void)after;
    if (is_stashed(emit, column, emit->step->from))
        bring_back_lost(emit, column);
}

void pg_rebuild_enum(Emit *emit)
{
    const Object *before = step_before(emit), *after = step_after(emit);
    const char *old = arena_print(emit->arena, "schemac_old_%.50s", name_now(emit, after));
    if (!emit->down)
        each_column(emit, act_stash, before, after);
    PUT(emit, "ALTER TYPE ");
    sql_path(emit, emit->out, before);
    PUT(emit, " RENAME TO ");
    sql_ident(emit->out, old);
    PUT(emit, ";\nCREATE TYPE ");
    sql_path(emit, emit->out, after);
    PUT(emit, " AS ENUM (");
    for (const Object *label = after->first; label; label = label->next) {
        put_label(emit, label->name);
        PUT(emit, label->next ? ", " : "");
    }
    PUT(emit, ");\n");
    each_column(emit, retype, before, after);
    PUT(emit, "DROP TYPE ");
    if (emit->plan->caps->schemas) {
        sql_ident(emit->out, name_now(emit, object_schema(object_now(emit, after))));
        PUT(emit, ".");
    }
    sql_ident(emit->out, old);
    PUT(emit, ";\n");
    pg_comment(emit, after);
    if (emit->down)
        each_column(emit, act_bring_back, before, after);
}
