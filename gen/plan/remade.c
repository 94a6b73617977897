// SPDX-License-Identifier: MIT
// A table that is another one to the server, though it has the name of an old one, takes over its rows. The
// old one is put aside whole; on the way back it gets those that there are by then.
#include "gen/plan/private.h"

Object *plan_remade(const Plan *plan, const Object *object)
{
    const Match *match = &plan->changes->match;
    const Model *from = match->from, *to = match->to;
    if (object->kind != KIND_TABLE || !(from->has_parts || to->has_parts))
        return NULL;
    bool old = model_has(from, object);
    const Object *schema = old ? match_new(match, object->parent) : match_old(match, object->parent);
    Object *other = schema ? model_find(old ? to : from, KIND_TABLE, schema, object->name) : NULL;
    if (!other || (old ? match_new(match, object) : match_old(match, object)))
        return NULL;
    return (old ? match_old(match, other) : match_new(match, other)) ? NULL : other;
}

static void wait_for_rows(Planner *planner, const Object *new)
{
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_CREATE && step->to->kind == KIND_FOREIGN &&
            (AS(Foreign, step->to)->table == new || step->to->parent == new))
            step->rank = RANK_REFER;
    }
}

static void replace_readers(Planner *planner, const Object *old)
{
    replace_users(planner, old, WAY_BOTH);
    for (const Object *child = object_first(old); child; child = child->next)
        replace_users(planner, child, WAY_BOTH);
}

static bool keeps_all(const Object *old, const Object *new, const Model *to)
{
    for (const Object *child = object_first(old); child; child = child->next) {
        const Object *now = child->kind == KIND_COLUMN ? model_find(to, KIND_COLUMN, new, child->name) : NULL;
        if (child->kind == KIND_COLUMN && !AS(const Column, child)->generated &&
            (!now || !type_equal(*AS(const Column, child)->type, *AS(const Column, now)->type)))
            return false;
    }
    return true;
}

bool plan_remade_returns(const Plan *plan, const Object *old, const Object *new)
{
    return keeps_all(old, new, plan->changes->to);
}

void plan_remade_tables(Planner *planner)
{
    const Model *from = planner->list->from;
    Object *old;
    for (uint32_t at = 0; planner->has_parts && (old = model_next(from, KIND_TABLE, &at));) {
        Object *new = plan_remade(planner->plan, old);
        if (!new)
            continue;
        replace_readers(planner, old);
        wait_for_rows(planner, new);
        const Object *whole = table_rare(old)->part_of;
        if (planner->merged[old->id] || (whole && plan_remade(planner->plan, whole)))
            continue; // its rows come and go with the whole
        Step *step = planner_add(planner, STEP_TAKE_OVER, RANK_REFILL, old, new);
        const Step *gone = steps_get(&planner->unmaking, old);
        step->holds = gone && gone->action != STEP_STASH; // a copy of its rows
        planner->stashes = true;
        if (!plan_remade_returns(planner->plan, old, new))
            step_grade(step, GRADE_LOSSY, "rows written since stay behind, as not all they had is there");
    }
}
