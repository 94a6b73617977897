// SPDX-License-Identifier: MIT
// What must hold of the rows before anything is changed. When labels go from an enum in a key, the map may
// make one value of two: rows that were apart would not be any more.
#include "gen/plan/private.h"

static bool is_unique(const Object *object)
{
    return object->kind == KIND_KEY || object->kind == KIND_UNIQUE ||
           (object->kind == KIND_INDEX && AS(Index, object)->unique);
}

// Does the column hold values of an enum that loses labels?
static bool loses_labels(const Planner *planner, const Object *column)
{
    const Object *labels = type_enum(AS(Column, column)->type);
    return labels && match_new(planner->match, labels) && match_loses_labels(planner->match, labels);
}

// Is the thing in the way of nothing but the map: over the same columns afterwards, each with its own values?
static bool stays_as_it_is(const Planner *planner, const Object *old)
{
    const Object *new = match_new(planner->match, old);
    Refs before = unique_columns(planner->arena, old), after = {0};
    if (new)
        after = unique_columns(planner->arena, new);
    if (!new || !before.count || before.count != after.count)
        return false;
    for (uint32_t at = 0; at < before.count; at++) {
        const Object *column = match_new(planner->match, before.at[at]);
        if (!column || !refs_have(&after, column) || migration_find(planner->list, ITEM_USING, column))
            return false;
    }
    return true;
}

void plan_guards(Planner *planner)
{
    const Model *from = planner->list->from;
    bool any = false;
    const Object *labels;
    for (uint32_t at = 0; !any && (labels = model_next(from, KIND_ENUM, &at));)
        any = match_new(planner->match, labels) && match_loses_labels(planner->match, labels);
    for (uint32_t at = 0; any && at < from->count; at++) {
        Object *old = from->objects[at];
        if (!is_unique(old) || !stays_as_it_is(planner, old))
            continue;
        Refs columns = unique_columns(planner->arena, old);
        bool loses = false;
        for (uint32_t column = 0; column < columns.count; column++)
            loses = loses || loses_labels(planner, columns.at[column]);
        if (loses)
            planner_add(planner, STEP_CHECK, RANK_GUARD, old, match_new(planner->match, old))->ways = WAY_UP;
    }
}
