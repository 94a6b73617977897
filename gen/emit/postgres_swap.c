// SPDX-License-Identifier: MIT
// A column of another type whose old values are put aside: a second one gets the new values, as an expression
// may give them or a statement, and the old one gets them from it, or goes.
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/names.h"

const char *pg_fresh_name(const Emit *emit, const Object *column)
{
    return arena_print(emit->arena, "schemac_new_%.50s", name_now(emit, column));
}

void pg_replace_column(Emit *emit, const Object *column, const char *fresh)
{
    pg_alter_table(emit, column->parent);
    PUT(emit, "DROP COLUMN ");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, ";\n");
    pg_alter_table(emit, column->parent);
    PUT(emit, "RENAME COLUMN ");
    sql_ident(emit->out, fresh);
    PUT(emit, " TO ");
    sql_ident(emit->out, name_now(emit, column));
    PUT(emit, ";\n");
}

static bool is_in(const Emit *emit, const Refs *key, const Object *column)
{
    for (uint32_t at = 0; at < key->count; at++)
        if (object_now(emit, key->at[at]) == object_now(emit, column))
            return true;
    return false;
}

// Is there nothing about it but its type, its values and what pg_finish_column() says?
static bool is_plain(const Column *column)
{
    const Remark *remark = column->object.remark;
    return !column_counts(column) && !column->generated && !column_rare(column)->more &&
           !(remark && remark->rights);
}

static bool stands_alone(const Model *model, const Object *table)
{
    const Object *other;
    const TableRare *rare = table_rare(table);
    if (rare->part_of || rare->inherits.count || rare->strategy)
        return false;
    for (uint32_t at = 0; model->has_parts && (other = model_next(model, KIND_TABLE, &at));)
        if (refs_have(&table_rare(other)->inherits, table))
            return false;
    return true;
}

// May the old column stay where it stands among the others, and get the values of the new one?
static bool keeps_place(const Emit *emit, const Column *before, const Column *after)
{
    const ChangeList *changes = emit->changes;
    const Column *from = AS(Column, emit->step->from), *to = AS(Column, emit->step->to);
    return emit->step->rank == RANK_SWAP && is_plain(before) && is_plain(after) &&
           stands_alone(changes->from, from->object.parent) && stands_alone(changes->to, to->object.parent) &&
           (!span_is_set(object_doc(&before->object)) || span_is_set(object_doc(&after->object)));
}

static void fill_old(Emit *emit, const Column *before, const Column *after, const char *fresh)
{
    Text name = {0};
    sql_ident(&name, name_now(emit, &after->object));
    pg_alter_table(emit, after->object.parent);
    if (span_is_set(before->default_.span))
        text_printf(emit->out, "ALTER COLUMN %s DROP DEFAULT, ", name.bytes);
    if (!before->nullable)
        text_printf(emit->out, "ALTER COLUMN %s DROP NOT NULL, ", name.bytes);
    text_printf(emit->out, "ALTER COLUMN %s TYPE ", name.bytes);
    pg_bare_type(emit, after);
    PUT(emit, " USING ");
    sql_ident(emit->out, fresh);
    PUT(emit, ";\n");
    pg_alter_table(emit, after->object.parent);
    PUT(emit, "DROP COLUMN ");
    sql_ident(emit->out, fresh);
    PUT(emit, ";\n");
    text_free(&name);
}

static void take_its_place(Emit *emit, const Column *before, const Column *after, const char *fresh)
{
    if (keeps_place(emit, before, after))
        fill_old(emit, before, after, fresh);
    else
        pg_replace_column(emit, &after->object, fresh);
    pg_finish_column(emit, after);
    pg_beside(emit, &after->object);
}

// What took the place of the value that it points at.
static void put_led(Emit *emit, const Column *from, const Object *source)
{
    PUT(emit, "s.made");
    if (*pg_plain_cast(object_now(emit, source))) {
        PUT(emit, "::");
        pg_type(emit, emit->out, AS(const Column, match_new(&emit->changes->match, source))->type);
    }
    PUT(emit, " FROM ");
    sql_stash(emit, emit->out, source, "");
    PUT(emit, " AS s WHERE s.value = t.");
    sql_ident(emit->out, name_now(emit, &from->object));
    PUT(emit, pg_plain_cast(&from->object));
}

static void swap_up(Emit *emit, const Column *from, const Column *to)
{
    const Object *source = plan_value_source(emit->plan, &from->object);
    const char *fresh = pg_fresh_name(emit, &to->object);
    pg_add_bare(emit, to, fresh);
    pg_put_update(emit, to->object.parent, fresh);
    if (emit->step->statement) {
        PUT(emit, "(");
        sql_span(emit, emit->out, emit->step->statement->sql);
        PUT(emit, ")");
    } else if (source) {
        put_led(emit, from, source);
    } else {
        pg_converted(emit, from, to);
    }
    PUT(emit, ";\nCREATE TABLE ");
    sql_stash(emit, emit->out, &from->object, "");
    PUT(emit, " AS SELECT ");
    pg_row_list(emit, &from->object, fresh);
    PUT(emit, ", ");
    sql_ident(emit->out, name_now(emit, &from->object));
    text_printf(emit->out, "%s AS value, ", pg_plain_cast(&from->object));
    sql_ident(emit->out, fresh);
    text_printf(emit->out, "%s AS made FROM ", pg_plain_cast(&to->object));
    sql_path(emit, emit->out, to->object.parent);
    PUT(emit, ";\n");
    pg_stash_number(emit, from);
    take_its_place(emit, from, to, fresh);
}

// What was written since has no old value; it is cast back where there is a cast.
static void swap_down(Emit *emit, const Column *from, const Column *to)
{
    Refs key = plan_row_key(emit->plan, from->object.parent);
    const char *fresh = pg_fresh_name(emit, &from->object), *name = name_now(emit, &to->object);
    bool own = is_in(emit, &key, &to->object);
    Type old = type_is_serial(*from->type) ? type_unserial(*from->type) : *from->type;
    TypeChange back = type_change(*to->type, old);
    pg_add_bare(emit, from, fresh);
    pg_put_update(emit, from->object.parent, fresh);
    PUT(emit, "s.value");
    pg_put_back_cast(emit, &from->object);
    pg_from_stash(emit, &from->object, "", name);
    if (!own) {
        PUT(emit, " AND t.");
        sql_ident(emit->out, name);
        text_printf(emit->out, "%s IS NOT DISTINCT FROM s.made", pg_plain_cast(&to->object));
    }
    PUT(emit, ";\n");
    if (back.kind < TYPE_CHANGE_USING) {
        pg_put_update(emit, from->object.parent, fresh);
        pg_converted(emit, to, from);
        PUT(emit, " WHERE ");
        sql_ident(emit->out, fresh);
        PUT(emit, " IS NULL AND ");
        sql_ident(emit->out, name);
        PUT(emit, " IS NOT NULL AND NOT EXISTS (SELECT");
        pg_from_stash(emit, &from->object, "", name);
        PUT(emit, own ? ");\n" : " AND s.value IS NULL);\n");
    }
    sql_drop_stash(emit, &from->object, "");
    take_its_place(emit, to, from, fresh);
    pg_unstash_number(emit, from);
}

void pg_swap(Emit *emit)
{
    const Column *from = AS(Column, emit->step->from), *to = AS(Column, emit->step->to);
    if (emit->down)
        swap_down(emit, from, to);
    else
        swap_up(emit, from, to);
}
