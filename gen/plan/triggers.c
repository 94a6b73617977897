// SPDX-License-Identifier: MIT
// Triggers. They do not fire for the rows that a migration itself moves, fills or seeds, in either direction:
// those of such a table go first and come again last. So what is written is what the schemas and the
// migration block say, and down finds what up left.
#include "gen/plan/private.h"

void plan_trigger(Planner *planner, const Change *change)
{
    int attributes = change->changed & ~CHANGED_BESIDE;
    if (attributes != CHANGED(ATTR_Trigger_enabled)) {
        replace_object(planner, change->from, WAY_BOTH);
        return;
    }
    Step *step = planner_add(planner, STEP_ALTER, RANK_CREATE_TRIGGER, change->from, change->to);
    step->changed = attributes;
}

void replace_triggers(Planner *planner, const Object *old_home)
{
    for (Object *child = object_first(old_home); child; child = child->next)
        if (child->kind == KIND_TRIGGER)
            replace_object(planner, child, WAY_BOTH);
}

static bool writes_rows(const Step *step, const Object *object)
{
    switch ((StepAction)step->action) {
    case STEP_SWAP:
    case STEP_BACKFILL: return true;
    case STEP_STASH: return object->kind == KIND_COLUMN; // and its values come back
    case STEP_CREATE:
    case STEP_DROP: return object->kind == KIND_SEED;
    case STEP_ALTER: return object->kind == KIND_SEED || column_gets_values(step);
    default: return false;
    }
}

static void replace_on(Planner *planner, const Object *table)
{
    const Model *to = planner->list->to;
    bool new = model_has(to, table);
    const Object *old = new ? match_old(planner->match, table) : table;
    if (old)
        replace_triggers(planner, old);
}

void plan_triggers(Planner *planner)
{
    if (!planner->list->from->kind_counts[KIND_TRIGGER])
        return;
    for (uint32_t at = 0; at < planner->count; at++) {
        const Step *step = planner->steps[at];
        const Object *object = step->to ? step->to : step->from;
        if (object && writes_rows(step, object))
            replace_on(planner, object->parent);
        for (uint32_t user = 0; step->action == STEP_REBUILD && user < step->users.count; user++)
            replace_on(planner, step->users.at[user]->parent); // rows of an enum's columns
    }
}
