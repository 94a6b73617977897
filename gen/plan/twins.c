// SPDX-License-Identifier: MIT
// A part may have an index of its own that is equal to one it has from its table. The server takes for the
// latter whichever it finds first, so the part's own one comes last and goes first.
#include "gen/plan/private.h"

static bool same_parts(const Elements *a, const Elements *b)
{
    bool same = a->count == b->count;
    for (uint32_t at = 0; same && at < a->count; at++) {
        const Element *one = &a->at[at], *two = &b->at[at];
        const ElementRare *rare = element_rare(one), *other = element_rare(two);
        same = one->column == two->column && one->descending == two->descending &&
               one->nulls_first == two->nulls_first && rare->expression.hash == other->expression.hash &&
               rare->class == other->class && rare->collation == other->collation;
    }
    return same;
}

static bool are_twins(const Object *a, const Object *b)
{
    const Index *one = AS(const Index, a), *two = AS(const Index, b);
    return one->unique == two->unique && one->method == two->method && one->where.hash == two->where.hash &&
           index_rare(a)->include.count == index_rare(b)->include.count &&
           same_parts(&one->elements, &two->elements);
}

// The one that the part has from its table.
static const Object *twin_of(const Object *own)
{
    if (own->kind != KIND_INDEX || !table_rare(own->parent)->part_of || object_of(own))
        return NULL;
    for (const Object *child = object_first(own->parent); child; child = child->next)
        if (child->kind == KIND_INDEX && object_of(child) && are_twins(child, own))
            return child;
    return NULL;
}

// What is made, or unmade, when it comes or goes: itself or, if it is there by the server's hand, that of the
// table that the whole begins with.
static Step *step_of(const StepMap *steps, const Object *heir)
{
    Step *step = NULL;
    for (; heir && !step; heir = object_of(heir))
        step = steps_get(steps, heir);
    return step;
}

void plan_twins(Planner *planner)
{
    const Model *from = planner->list->from;
    for (uint32_t at = 0; at < from->count; at++) {
        Object *old = from->objects[at], *new = match_new(planner->match, old);
        const Object *was = twin_of(old), *now = new ? twin_of(new) : NULL;
        if ((was && step_of(&planner->unmaking, was)) || (now && step_of(&planner->making, now)))
            replace_object(planner, old, WAY_BOTH);
    }
}

void link_twins(Planner *planner)
{
    for (uint32_t at = 0; planner->has_parts && at < planner->count; at++) {
        Step *step = planner->steps[at];
        const Object *object = step->from ? step->from : step->to;
        bool comes = step->action == STEP_CREATE, goes = step->action == STEP_DROP;
        const Object *twin = comes || goes ? twin_of(object) : NULL;
        if (twin && comes)
            planner_after(planner, step, step_of(&planner->making, twin));
        else if (twin)
            planner_after(planner, step_of(&planner->unmaking, twin), step);
    }
}
