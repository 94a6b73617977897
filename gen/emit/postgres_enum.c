// SPDX-License-Identifier: MIT
// Labels, and the enum type that is made anew because labels went or changed places.
#include <stdio.h>
#include <string.h>

#include "gen/emit/postgres_type.h"
#include "gen/model/names.h"

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
        if (old && object_first(old)) {
            PUT(emit, " BEFORE ");
            put_label(emit, object_first(old)->name);
        }
    }
    PUT(emit, ";\n");
}

static const Word *target_of(const Emit *emit, const Object *label)
{
    return sql_label_target(emit, label, emit->step->statement);
}

// Each label goes to a word of passage first, as one may take the name of another.
static void put_array(Emit *emit, const char *value, const Object *before)
{
    for (int pass = 0; pass < 2; pass++)
        for (const Object *label = object_first(before); label; label = label->next)
            PUT(emit, target_of(emit, label) ? "array_replace(" : "");
    PUT(emit, value);
    for (int pass = 0; pass < 2; pass++) {
        unsigned number = 0;
        for (const Object *label = object_first(before); label; label = label->next) {
            if (!target_of(emit, label))
                continue;
            PUT(emit, ", ");
            if (!pass)
                put_label(emit, label->name);
            text_printf(emit->out, pass ? "'schemac label %u', " : ", 'schemac label %u')", ++number);
            if (pass) {
                put_label(emit, target_of(emit, label));
                PUT(emit, ")");
            }
        }
    }
}

static void put_mapped(Emit *emit, const Column *column, const Object *before, const Object *after)
{
    Text value = {0};
    sql_ident(&value, name_now(emit, &column->object));
    text_puts(&value, column->type->dims ? "::text[]" : "::text");
    PUT(emit, "(");
    if (column->type->dims)
        put_array(emit, value.bytes, before);
    else
        sql_mapped(emit, emit->out, value.bytes, before, emit->step->statement);
    PUT(emit, ")::");
    sql_path(emit, emit->out, after);
    PUT(emit, column->type->dims ? "[]" : "");
    text_free(&value);
}

// --- rows that hold a label which goes ---

// Where nothing says what becomes of one, no row may hold it.
static bool is_stashed(const Emit *emit, const Column *column, const Object *from)
{
    return emit->step->statement && emit->step->ways == WAY_BOTH &&
           match_loses_labels(&emit->changes->match, from) &&
           plan_row_key(emit->plan, column->object.parent).count;
}

// The labels that go, in parentheses or as an array.
static void put_lost(const Emit *emit, const Object *from, bool array)
{
    const char *comma = array ? "ARRAY[" : "(";
    for (const Object *label = object_first(from); label; label = label->next) {
        if (match_new(&emit->changes->match, label))
            continue;
        PUT(emit, comma);
        put_label(emit, label->name);
        comma = ", ";
    }
    PUT(emit, array ? "]" : ")");
}

static void stash_lost(Emit *emit, const Column *column, const Object *from)
{
    Refs key = plan_row_key(emit->plan, column->object.parent);
    const char *name = name_now(emit, &column->object);
    PUT(emit, "CREATE TABLE ");
    sql_stash(emit, emit->out, &column->object, "labels");
    PUT(emit, " AS SELECT ");
    pg_key_list(emit, &key);
    PUT(emit, ", ");
    sql_ident(emit->out, name);
    PUT(emit, column->type->dims ? "::text[] AS value FROM " : "::text AS value FROM ");
    sql_path(emit, emit->out, column->object.parent);
    PUT(emit, " WHERE ");
    sql_ident(emit->out, name);
    PUT(emit, column->type->dims ? "::text[] && " : "::text IN ");
    put_lost(emit, from, column->type->dims);
    PUT(emit, ";\n");
}

// CASE value WHEN 'lost' THEN what it was mapped to, by the name that has now.
static void put_led_back(Emit *emit, const char *value, const char *otherwise)
{
    const Object *from = emit->step->from, *to = emit->step->to;
    const Statement *map = emit->step->statement;
    text_printf(emit->out, "CASE %s", value);
    for (uint32_t at = 0; map && at < map->pair_count; at++) {
        const Object *label = model_find(emit->changes->to, KIND_LABEL, to, map->pairs[2 * at + 1].word);
        const Object *old = label ? match_old(&emit->changes->match, label) : NULL;
        if (!model_find(emit->changes->from, KIND_LABEL, from, map->pairs[2 * at].word) || !label)
            continue;
        PUT(emit, " WHEN ");
        put_label(emit, map->pairs[2 * at].word);
        PUT(emit, " THEN ");
        put_label(emit, old ? old->name : target_of(emit, label));
    }
    text_printf(emit->out, "%s END", otherwise);
}

// The row is found by the key it had, of which a label may have been mapped, or brought back already.
static void put_old_key_join(Emit *emit, const Refs *key)
{
    for (uint32_t at = 0; at < key->count; at++) {
        const Object *old = match_old(&emit->changes->match, key->at[at]);
        PUT(emit, at ? " AND " : "");
        if (!old || AS(Column, old)->type->user != emit->step->from) {
            pg_key_part(emit, key, at, "t");
            continue;
        }
        const char *kept = arena_print(emit->arena, "s.k%u", at + 1);
        PUT(emit, "t.");
        sql_ident(emit->out, name_now(emit, old));
        text_printf(emit->out, "::text IN (%s, ", kept);
        put_led_back(emit, kept, arena_print(emit->arena, " ELSE %s", kept));
        PUT(emit, ")");
    }
}

static void bring_back_lost(Emit *emit, const Column *column)
{
    Refs key = plan_row_key(emit->plan, column->object.parent);
    PUT(emit, "UPDATE ");
    sql_path(emit, emit->out, column->object.parent);
    PUT(emit, " AS t SET ");
    sql_ident(emit->out, name_now(emit, &column->object));
    PUT(emit, " = s.value::");
    pg_type(emit, emit->out, column->type);
    PUT(emit, " FROM ");
    sql_stash(emit, emit->out, &column->object, "labels");
    PUT(emit, " AS s WHERE ");
    put_old_key_join(emit, &key);
    if (!column->type->dims) { // the row still holds what the label was mapped to
        PUT(emit, " AND t.");
        sql_ident(emit->out, name_now(emit, &column->object));
        PUT(emit, "::text = ");
        put_led_back(emit, "s.value", "");
    }
    PUT(emit, ";\n");
    sql_drop_stash(emit, &column->object, "labels");
}

// --- the type ---

// A default that changes is dropped and set by steps of its own; one that stays is set again.
static void retype(Emit *emit, const Column *column, const Object *before, const Object *after)
{
    const Object *now = object_now(emit, &column->object);
    const Object *new = match_new(&emit->changes->match, &column->object);
    bool changed =
        (new &&diff_objects(emit->changes, &column->object, new) & CHANGED(ATTR_Column_default_)) ||
        emit->plan->defaults[column->object.id];
    bool has_default =
        span_is_set(column->default_.span) || (new &&span_is_set(AS(Column, new)->default_.span));
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
    PUT(emit, ")");
    if (has_default && !changed) {
        PUT(emit, ", ALTER COLUMN ");
        sql_ident(emit->out, now->name->text);
        PUT(emit, " SET DEFAULT ");
        sql_span(emit, emit->out, column->default_.span);
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

// The old type gives way under another name, the columns get the new one. Up, the old one is put aside, and
// down it comes back; but labels that were added in place are taken away by a type that never was.
void pg_rebuild_enum(Emit *emit)
{
    TypeSwap swap = pg_type_swap(emit, "schemac_gone");
    bool both = emit->step->ways == WAY_BOTH;
    if (!emit->down)
        each_column(emit, act_stash, swap.before, swap.after);
    text_printf(emit->out, "ALTER TYPE %s RENAME TO %s;\n", swap.path.bytes, swap.gives_way);
    if (emit->down && both)
        pg_bring_type_back(emit, &swap);
    else
        pg_create_enum(emit, swap.after);
    pg_copy_type_rights(emit, &swap);
    each_column(emit, retype, swap.before, swap.after);
    if (!both)
        pg_retype_aside(emit, &swap);
    if (emit->down)
        text_printf(emit->out, "DROP TYPE %s;\n", swap.passage.bytes);
    else
        pg_put_type_aside(emit, &swap);
    pg_beside(emit, swap.after);
    if (emit->down)
        each_column(emit, act_bring_back, swap.before, swap.after);
    pg_type_swap_free(&swap);
}
