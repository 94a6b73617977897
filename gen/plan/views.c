// SPDX-License-Identifier: MIT
// Views, and what is said of their columns.
#include "gen/plan/private.h"

// Whatever is said of how it is called and kept is altered in place; another query makes it anew.
void plan_view(Planner *planner, const Change *change)
{
    int kept = CHANGED(ATTR_View_options) | CHANGED(ATTR_View_method) | CHANGED(ATTR_View_tablespace);
    int beside = can_rename(planner, change->from) ? CHANGED_BESIDE : CHANGED_DOC | CHANGED_RIGHTS;
    if (change->changed & ~(kept | beside))
        replace_object(planner, change->from, WAY_BOTH);
    else if (change->changed & kept)
        plan_storage(planner, change);
}

// What is said of a view's columns comes and goes with the view, as do the parts of a type.
int ways_of_home(const Planner *planner, const Step *step)
{
    const Object *object = step->to ? step->to : step->from;
    bool part = object && (object->kind == KIND_VIEW_COLUMN || object->kind == KIND_ATTRIBUTE ||
                           (object->kind == KIND_CHECK && object->parent->kind == KIND_DOMAIN));
    if (!part)
        return 0;
    const Object *home = step->from ? step->from->parent : match_old(planner->match, step->to->parent);
    return home ? planner->replaced[home->id] : 0;
}
