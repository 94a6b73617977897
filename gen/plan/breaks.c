// SPDX-License-Identifier: MIT
// Constraints that are new to rows that are there: whether one of them breaks it only the rows know. Where
// the migration block says what a column gets, somebody has thought of it.
#include "gen/plan/private.h"

typedef struct Columns {
    const Planner *planner;
    const Object *home;
    bool old, stated;
} Columns;

static void look_at(void *context, Object *object)
{
    Columns *columns = context;
    const ChangeList *list = columns->planner->list;
    if (object->kind != KIND_COLUMN || object->parent != columns->home)
        return;
    columns->old = columns->old || match_old(columns->planner->match, object);
    columns->stated = columns->stated || migration_find(list, ITEM_USING, object) ||
                      migration_find(list, ITEM_BACKFILL, object);
}

// The columns of which no two rows have the same; none: it is no such thing, or not for all rows.
static Refs apart_by(const Object *object, Arena *arena)
{
    Refs columns = {0};
    const Index *index = object->kind == KIND_INDEX ? AS(const Index, object) : NULL;
    if (object->kind == KIND_KEY)
        return AS(const Key, object)->columns;
    if (object->kind == KIND_UNIQUE)
        return AS(const Unique, object)->columns;
    for (uint32_t at = 0; index && index->unique && at < index->elements.count; at++)
        if (index->elements.at[at].column)
            refs_add(arena, &columns, index->elements.at[at].column);
    return columns;
}

// What was unique in fewer columns is so in more.
static bool was_unique(const Planner *planner, const Object *object)
{
    Refs now = apart_by(object, planner->arena);
    for (const Object *old = object_first(match_old(planner->match, object->parent)); old; old = old->next) {
        Refs before = apart_by(old, planner->arena);
        uint32_t kept = 0;
        if (old->kind == KIND_INDEX && span_is_set(AS(const Index, old)->where.span))
            continue;
        for (uint32_t at = 0; at < before.count; at++) {
            const Object *column = match_new(planner->match, before.at[at]);
            kept += column && refs_have(&now, column);
        }
        if (before.count && kept == before.count)
            return true;
    }
    return false;
}

static bool asks_rows(const Object *object)
{
    switch (object->kind) {
    case KIND_CHECK:
        return object->parent->kind == KIND_TABLE && !AS(const Check, object)->not_valid &&
               !AS(const Check, object)->not_enforced;
    case KIND_FOREIGN:
        return !AS(const Foreign, object)->not_valid && !AS(const Foreign, object)->not_enforced;
    case KIND_INDEX: return AS(const Index, object)->unique && object->parent->kind == KIND_TABLE;
    case KIND_KEY:
    case KIND_UNIQUE: return true;
    default: return false;
    }
}

void warn_of_rows(Planner *planner, const Change *change)
{
    const Object *object = change->to;
    bool other = change->op == OP_ALTER && object->kind == KIND_CHECK &&
                 change->changed & CHANGED(ATTR_Check_expression);
    if (!(change->op == OP_ADD || other) || !object->parent || !asks_rows(object) ||
        !match_old(planner->match, object->parent))
        return;
    Columns columns = {planner, object->parent, false, false};
    object_each_reference(object, look_at, &columns);
    if (columns.old && !columns.stated && !was_unique(planner, object))
        diag_report(planner->diag, DIAG_ROWS_MAY_BREAK, object->span, kind_info[object->kind].noun,
                    object->name->text);
}
