// SPDX-License-Identifier: MIT
// Domains: default, nulls and checks are altered in place. One with another base is made anew, as ALTER
// DOMAIN cannot change that, and so is each domain on it; their columns are retyped by steps of their own,
// for the diff says that their type changes.
#include "gen/plan/private.h"

static bool has_other_base(const Change *change)
{
    const int BASE = CHANGED(ATTR_Domain_type) | CHANGED(ATTR_Domain_collation);
    return change->op == OP_ALTER && change->to->kind == KIND_DOMAIN && change->changed & BASE;
}

void find_rebuilt_domains(Planner *planner)
{
    for (uint32_t at = 0; at < planner->list->count; at++)
        if (has_other_base(&planner->list->changes[at]))
            planner->rebuilt[planner->list->changes[at].to->id] = 1;
}

// A domain that is put aside takes along the type under it, whatever is said of that.
bool is_under_rebuilt_domain(const Planner *planner, const Object *old_type)
{
    const Object *domain;
    for (uint32_t at = 0; (domain = model_next(planner->list->from, KIND_DOMAIN, &at));) {
        const Object *new = match_new(planner->match, domain);
        if (new && planner->rebuilt[new->id] && AS(Domain, domain)->type->user == old_type)
            return true;
    }
    return false;
}

// Two steps, so that columns are retyped between them in both directions, and with either type under its
// own name: up, the old one is out of the way before the first column has the new one; down, it is back
// before the first column needs it.
void plan_rebuilt_type(Planner *planner, Object *from, Object *to)
{
    steps_put(&planner->making, to, planner_add(planner, STEP_REBUILD, RANK_CREATE_TYPE, from, to));
    Step *back = planner_add(planner, STEP_BRING_BACK, RANK_DROP_TYPE, from, to);
    back->ways = WAY_DOWN;
    steps_put(&planner->unmaking, from, back);
    planner->stashes = true;
    replace_namers(planner, from, WAY_BOTH);
}

void plan_domain(Planner *planner, const Change *change)
{
    if (planner->rebuilt[change->to->id]) {
        replace_routines(planner, change->from);
        plan_rebuilt_type(planner, change->from, change->to);
        return;
    }
    int changed = change->changed & ~CHANGED_BESIDE;
    const Refs *was = &AS(Domain, change->from)->reads, *now = &AS(Domain, change->to)->reads;
    if (changed & CHANGED(ATTR_Domain_default_) && (calls_any(was) || calls_any(now))) {
        replace_default(planner, change->from);
        changed &= ~CHANGED(ATTR_Domain_default_);
    }
    if (changed)
        planner_add(planner, STEP_ALTER, RANK_ALTER_TYPE, change->from, change->to)->changed = changed;
}

void tie_rebuilt_domains(Planner *planner)
{
    const Object *new;
    for (uint32_t at = 0; (new = model_next(planner->list->to, KIND_DOMAIN, &at));)
        if (planner->rebuilt[new->id])
            tie_routines(planner, match_old(planner->match, new), new);
}
