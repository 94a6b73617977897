// SPDX-License-Identifier: MIT
// An extension that another one stands on comes before it, and goes after it.
#include "gen/model/extension.h"
#include "gen/plan/private.h"

void link_extensions(Planner *planner)
{
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        bool comes = step->action == STEP_CREATE, goes = step->action == STEP_DROP;
        const Object *object = comes ? step->to : goes ? step->from : NULL;
        const char *need;
        if (!object || object->kind != KIND_EXTENSION)
            continue;
        for (size_t one = 0; (need = extension_need(object->name->text, one)); one++) {
            const Object *other = model_find_extension(comes ? planner->list->to : planner->list->from, need);
            if (other && comes)
                planner_after(planner, step, steps_get(&planner->making, other));
            else if (other)
                planner_after(planner, steps_get(&planner->unmaking, other), step);
        }
    }
}
