// SPDX-License-Identifier: MIT
// Policies, and whether a table heeds them.
#include "gen/plan/private.h"

static void note_change(void *context, Object *object)
{
    Planner *planner = context;
    const Model *from = planner->list->from;
    bool old = model_has(from, object);
    const Object *other = old ? match_new(planner->match, object) : match_old(planner->match, object);
    planner->held = planner->held || !other;
}

// What both of its forms read is there all the while.
static bool reads_what_stays(Planner *planner, const Change *change)
{
    planner->held = false;
    object_each_reference(change->from, note_change, planner);
    object_each_reference(change->to, note_change, planner);
    return !planner->held;
}

static bool keeps(const Sql *from, const Sql *to)
{
    return span_is_set(from->span) == span_is_set(to->span);
}

// ALTER POLICY gives other roles and other conditions, but takes none away.
void plan_policy(Planner *planner, const Change *change)
{
    const int IN_PLACE = CHANGED(ATTR_Policy_roles) | CHANGED(ATTR_Policy_using) | CHANGED(ATTR_Policy_check);
    int attributes = change->changed & ~CHANGED_BESIDE;
    const Policy *from = AS(Policy, change->from), *to = AS(Policy, change->to);
    if (attributes & ~IN_PLACE || !keeps(&from->using, &to->using) || !keeps(&from->check, &to->check) ||
        !reads_what_stays(planner, change)) {
        replace_object(planner, change->from, WAY_BOTH);
        return;
    }
    Step *step = planner_add(planner, STEP_ALTER, RANK_CREATE_POLICY, change->from, change->to);
    step->changed = attributes;
}

void plan_row_security(Planner *planner, const Change *change)
{
    Step *step = planner_add(planner, STEP_ALTER, RANK_ROW_SECURITY, change->from, change->to);
    step->changed = CHANGED(ATTR_Table_row_security);
}
