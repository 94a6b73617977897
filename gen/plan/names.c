// SPDX-License-Identifier: MIT
// One name, two things of different kinds: what had it vanishes, and what gets it is new.
#include "gen/plan/private.h"

// The type of another kind that takes its name, or had it.
static Object *type_of_name(const Planner *planner, const Object *type)
{
    bool old = model_has(planner->list->from, type);
    const Object *schema =
        old ? match_new(planner->match, type->parent) : match_old(planner->match, type->parent);
    const Model *other = old ? planner->list->to : planner->list->from;
    Object *found = schema ? model_find_type(other, schema, type->name) : NULL;
    bool single = found && object_is_type(found) &&
                  (old ? !match_old(planner->match, found) : !match_new(planner->match, found));
    return single ? found : NULL;
}

// Columns of the one may get the other, so both are there for a while, as where a type is made anew.
bool plan_type_of_name(Planner *planner, Object *type)
{
    Object *other =
        planner->caps->types_as_objects && object_is_type(type) ? type_of_name(planner, type) : NULL;
    if (other && (type_has_functions(type) || type_has_functions(other)))
        return false;
    if (other && model_has(planner->list->to, type))
        plan_rebuilt_type(planner, other, type);
    return other != NULL;
}

static void wait_for(Planner *planner, Step *step, const Object *old)
{
    Step *gone = old ? steps_get(&planner->unmaking, old) : NULL;
    if (gone && gone->to == NULL)
        planner_after(planner, step, gone);
}

// Of any other two the old one goes first.
void order_names(Planner *planner)
{
    for (uint32_t at = 0, count = planner->count; planner->caps->schemas && at < count; at++) {
        Step *step = planner->steps[at];
        bool comes =
            step->action == STEP_CREATE || (step->action == STEP_REBUILD && step->to->kind != KIND_TABLE);
        const Object *new = comes ? step->to : NULL;
        if (comes && step->from && step->from->kind != step->to->kind)
            tie_routines(planner, step->from, step->to);
        Scope scope = new ? (Scope)kind_info[new->kind].scope : SCOPE_PARENT;
        const Object *schema = scope == SCOPE_RELATION || scope == SCOPE_TYPE
                                   ? match_old(planner->match, object_schema(new))
                                   : NULL;
        if (!schema || match_old(planner->match, new))
            continue;
        wait_for(planner, step, model_find_relation(planner->list->from, schema, new->name));
        wait_for(planner, step, model_find_type(planner->list->from, schema, new->name));
    }
}
