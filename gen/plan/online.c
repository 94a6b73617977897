// SPDX-License-Identifier: MIT
// Rewrites steps that block others for the time of a scan into sequences that do not (--online): indexes
// of existing tables are built concurrently, foreign keys and checks are added without looking at the
// rows and validated in a transaction of their own.
#include "gen/plan/private.h"

static bool is_on_old_table(const Planner *planner, const Object *object)
{
    return object->parent->kind == KIND_TABLE && match_old(planner->match, object->parent);
}

// A foreign key may stand on a unique index, which then must be there before it.
static bool is_pointed_at(const Planner *planner, const Object *index)
{
    const Model *to = planner->list->to;
    for (uint32_t at = 0; AS(Index, index)->unique && at < to->count; at++)
        if (to->objects[at]->kind == KIND_FOREIGN && AS(Foreign, to->objects[at])->table == index->parent)
            return true;
    return false;
}

static void validate_later(Planner *planner, Step *step)
{
    Step *later = planner_add(planner, STEP_VALIDATE, RANK_VALIDATE, NULL, step->to);
    step->online = true;
    later->ways = WAY_UP;
}

void plan_online(Planner *planner)
{
    uint32_t count = planner->count;
    for (uint32_t at = 0; at < count; at++) {
        Step *step = planner->steps[at];
        if (step->action != STEP_CREATE || !is_on_old_table(planner, step->to))
            continue;
        const Object *old = match_old(planner->match, step->to);
        bool check = step->to->kind == KIND_CHECK || step->to->kind == KIND_FOREIGN;
        if (check) {
            validate_later(planner, step);
        } else if (step->to->kind == KIND_INDEX && !old && !is_pointed_at(planner, step->to)) {
            step->online = true;
            step->rank = RANK_ONLINE;
        }
    }
}
