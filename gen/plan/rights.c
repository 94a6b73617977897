// SPDX-License-Identifier: MIT
// Owners and grants. What somebody loses goes before the owner changes, as all that is granted to the new
// owner would vanish with that, and what somebody gets comes after it. What is made anew in between keeps
// its rights.
#include "gen/plan/private.h"

static void add(Planner *planner, const Change *change, int bit, StepAction action, Rank rank)
{
    if (!(change->changed & bit))
        return;
    Step *step = planner_add(planner, action, rank, change->from, change->to);
    step->changed = bit;
}

// One that comes to a column has the owner of its table before.
static Rank rank_of_owner(const Change *change)
{
    bool tied = change->to->kind == KIND_SEQUENCE && AS(Sequence, change->to)->owner;
    return tied ? RANK_CREATE_SEQUENCE : RANK_OWNER;
}

void plan_rights(Planner *planner, const Change *change)
{
    add(planner, change, CHANGED_REVOKED, STEP_REVOKE, RANK_REVOKE);
    add(planner, change, CHANGED_OWNER, STEP_OWNER, rank_of_owner(change));
    add(planner, change, CHANGED_GRANTED, STEP_GRANT, RANK_GRANT);
}

// Of a view that is made anew what somebody loses goes before that: its column may be gone then.
void place_revokes(Planner *planner)
{
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_REVOKE && step->from->kind == KIND_VIEW && planner->replaced[step->from->id])
            step->rank = RANK_DROP_POLICY;
    }
}
