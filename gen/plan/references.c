// SPDX-License-Identifier: MIT
// A key gets values of another type that have nothing to do with the old ones: what points at it is led there
// by what was put aside of the key, which knows both.
#include "gen/plan/private.h"

static bool begins_anew(const Match *match, const Object *old)
{
    const Object *new = match_new(match, old);
    const Type *from = AS(const Column, old)->type, *to = new ? AS(const Column, new)->type : NULL;
    return from && to && type_route(*from, *to) == ROUTE_NONE;
}

Object *plan_value_source(const Plan *plan, const Object *old)
{
    const Match *match = &plan->changes->match;
    for (const Object *child = object_first(old->parent); child; child = child->next) {
        if (child->kind != KIND_FOREIGN || !match_new(match, child))
            continue;
        const Foreign *foreign = AS(const Foreign, child);
        for (uint32_t at = 0; at < foreign->columns.count && at < foreign->targets.count; at++)
            if (foreign->columns.at[at] == old && foreign->targets.at[at] != old &&
                begins_anew(match, foreign->targets.at[at]) && begins_anew(match, old))
                return foreign->targets.at[at];
    }
    return NULL;
}

// Do both of its columns get the same type, each in its own way?
static bool follows(const Planner *planner, const Foreign *foreign, const Object *target)
{
    for (uint32_t at = 0; at < foreign->columns.count && at < foreign->targets.count; at++) {
        const Object *old = foreign->columns.at[at], *new = match_new(planner->match, old);
        if (foreign->targets.at[at] == target)
            return new &&diff_objects(planner->list, old, new) & CHANGED(ATTR_Column_type);
    }
    return false;
}

void check_references(Planner *planner, const Object *from)
{
    Object *object;
    for (uint32_t at = 0; (object = model_next(planner->list->from, KIND_FOREIGN, &at));) {
        const Foreign *foreign = AS(Foreign, object);
        const Object *new = match_new(planner->match, object);
        if (!new || object->parent == foreign->table || !refs_have(&foreign->targets, from) ||
            (planner->list->to->imported && follows(planner, foreign, from)))
            continue;
        diag_report(planner->diag, DIAG_NOT_PLANNED, new->span, "new values of the key it points at",
                    "foreign key", object->name->text);
    }
}

static Step *swap_of(const Planner *planner, const Object *old)
{
    for (uint32_t at = 0; at < planner->count; at++)
        if (planner->steps[at]->action == STEP_SWAP && planner->steps[at]->from == old)
            return planner->steps[at];
    return NULL;
}

void order_swaps(Planner *planner)
{
    for (uint32_t at = 0, count = planner->count; at < count; at++) {
        Step *step = planner->steps[at];
        const Object *source =
            step->action == STEP_SWAP ? plan_value_source(planner->plan, step->from) : NULL;
        if (source)
            planner_after(planner, step, swap_of(planner, source));
    }
}
