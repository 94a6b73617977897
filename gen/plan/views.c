// SPDX-License-Identifier: MIT
// Views, and what is said of their columns.
#include "gen/plan/private.h"

// Whatever is said of how it is kept is altered in place; another query makes it anew.
void plan_view(Planner *planner, const Change *change)
{
    int kept = CHANGED(ATTR_View_options) | CHANGED(ATTR_View_method) | CHANGED(ATTR_View_tablespace);
    if (change->changed & ~(kept | CHANGED_DOC | CHANGED_RIGHTS))
        replace_object(planner, change->from, WAY_BOTH);
    else if (change->changed & kept)
        plan_storage(planner, change);
}

// Views whose text did not change may still read other columns than before (select *).
void plan_views(Planner *planner)
{
    const Model *to = planner->list->to;
    for (uint32_t at = 0, seen = 0; planner->list->count && seen < to->kind_counts[KIND_VIEW]; at++) {
        Object *view = to->objects[at], *old = match_old(planner->match, view);
        seen += view->kind == KIND_VIEW;
        if (view->kind != KIND_VIEW || !old || AS(View, view)->query.hash != AS(View, old)->query.hash)
            continue; // of another text the diff has judged
        const Refs *now = &AS(View, view)->reads, *before = &AS(View, old)->reads;
        bool same = now->count == before->count;
        for (uint32_t read = 0; same && read < now->count; read++)
            same = match_old(planner->match, now->at[read]) != NULL;
        if (!same)
            replace_object(planner, old, WAY_BOTH);
    }
}

// What is said of a view's columns comes and goes with the view.
int ways_of_home(const Planner *planner, const Step *step)
{
    const Object *object = step->to ? step->to : step->from;
    if (!object || object->kind != KIND_VIEW_COLUMN)
        return 0;
    const Object *home = step->from ? step->from->parent : match_old(planner->match, step->to->parent);
    return home ? planner->replaced[home->id] : 0;
}
