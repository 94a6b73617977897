// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "gen/plan/private.h"

// What is altered in place: how an index is stored, and whether all rows were looked at.
static int in_place(const Object *object)
{
    if (table_rare(object->parent)->strategy) // the server alters no index of a partitioned table
        return object->kind == KIND_CHECK    ? CHANGED(ATTR_Check_not_valid)
               : object->kind == KIND_KEY    ? CHANGED(ATTR_Key_said)
               : object->kind == KIND_UNIQUE ? CHANGED(ATTR_Unique_said)
                                             : CHANGED(ATTR_Index_said);
    switch (object->kind) {
    case KIND_CHECK: return CHANGED(ATTR_Check_not_valid);
    case KIND_FOREIGN: return CHANGED(ATTR_Foreign_not_valid);
    case KIND_KEY:
        return CHANGED(ATTR_Key_options) | CHANGED(ATTR_Key_tablespace) | CHANGED(ATTR_Key_cluster) |
               CHANGED(ATTR_Key_replica) | CHANGED(ATTR_Key_said);
    case KIND_UNIQUE:
        return CHANGED(ATTR_Unique_options) | CHANGED(ATTR_Unique_tablespace) | CHANGED(ATTR_Unique_cluster) |
               CHANGED(ATTR_Unique_replica) | CHANGED(ATTR_Unique_said);
    default:
        return CHANGED(ATTR_Index_options) | CHANGED(ATTR_Index_tablespace) | CHANGED(ATTR_Index_cluster) |
               CHANGED(ATTR_Index_replica) | CHANGED(ATTR_Index_said);
    }
}

int index_marks(const Object *object)
{
    switch (object->kind) {
    case KIND_KEY: return CHANGED(ATTR_Key_cluster) | CHANGED(ATTR_Key_replica) | CHANGED(ATTR_Key_said);
    case KIND_UNIQUE:
        return CHANGED(ATTR_Unique_cluster) | CHANGED(ATTR_Unique_replica) | CHANGED(ATTR_Unique_said);
    case KIND_INDEX:
    case KIND_EXCLUDE:
        return CHANGED(ATTR_Index_cluster) | CHANGED(ATTR_Index_replica) | CHANGED(ATTR_Index_said);
    default: return 0;
    }
}

void plan_constraint(Planner *planner, const Change *change, int attributes)
{
    bool domain = change->to->parent->kind == KIND_DOMAIN;
    if (attributes & ~in_place(change->to) || (domain && attributes != CHANGED(ATTR_Check_not_valid)) ||
        (!attributes && !can_rename(planner, change->from))) {
        replace_object(planner, change->from, WAY_BOTH);
    } else if (attributes) {
        Step *step = planner_add(planner, STEP_ALTER, rank_of_create(change->to), change->from, change->to);
        step->changed = attributes;
    }
}

static bool logging_changes(const Planner *planner, const Object *table)
{
    const Object *new = match_new(planner->match, table);
    return new &&AS(Table, table)->unlogged != AS(Table, new)->unlogged;
}

static bool points_back(const Planner *planner, const Object *table, const Object *goal, uint8_t *seen)
{
    for (const Object *child = object_first(table); child; child = child->next) {
        const Object *other = child->kind == KIND_FOREIGN ? AS(Foreign, child)->table : NULL;
        if (!other || other == table || seen[other->id] || !logging_changes(planner, other))
            continue;
        seen[other->id] = 1;
        if (other == goal || points_back(planner, other, goal, seen))
            return true;
    }
    return false;
}

// Of tables that point at each other in a ring none can be the first to become logged, or unlogged.
void plan_logging(Planner *planner, const Object *table)
{
    uint8_t *seen = logging_changes(planner, table) ? calloc(planner->list->from->count, 1) : NULL;
    if (!seen || !points_back(planner, table, table, seen)) {
        free(seen);
        return;
    }
    free(seen);
    for (Object *child = object_first(table); child; child = child->next)
        if (child->kind == KIND_FOREIGN && AS(Foreign, child)->table != table &&
            logging_changes(planner, AS(Foreign, child)->table))
            replace_object(planner, child, WAY_BOTH);
}
