// SPDX-License-Identifier: MIT
// Composite types. Attributes are added behind the others, dropped and renamed in place;
// one that stands elsewhere or has another type makes the type anew, as a domain with another base does:
// PostgreSQL retypes no attribute of a type that a column has.
#include "gen/plan/private.h"

static void find_composite_change(Planner *planner, Object *to)
{
    Object *from = match_old(planner->match, to);
    if (from && !diff_same_composite(planner->list, from, to))
        planner->rebuilt[to->id] = 1;
}

void find_rebuilt_composites(Planner *planner)
{
    Object *new;
    for (uint32_t at = 0; (new = model_next(planner->list->to, KIND_COMPOSITE, &at));)
        find_composite_change(planner, new);
}

static void replace_routine(Planner *planner, Object *user, int ways)
{
    if (object_is_routine(user) && routine_stands_on(planner, user, planner->asked))
        replace_object(planner, user, ways);
}

void replace_routines(Planner *planner, const Object *old)
{
    each_user(planner, old, replace_routine, WAY_BOTH);
}

// Backward a function of the new type goes while that has its name.
void tie_routines(Planner *planner, const Object *old, const Object *new)
{
    const Model *to = planner->list->to;
    for (uint32_t at = 0; at < to->count; at++) {
        Object *routine = to->objects[at];
        if (object_is_routine(routine) && function_names(AS(Function, routine), new))
            planner_after(planner, steps_get(&planner->making, routine), steps_get(&planner->unmaking, old));
    }
}

void plan_rebuilt_composites(Planner *planner)
{
    const Model *to = planner->list->to;
    Object *new;
    for (uint32_t at = 0; (new = model_next(to, KIND_COMPOSITE, &at));) {
        if (!planner->rebuilt[new->id])
            continue;
        Object *old = match_old(planner->match, new);
        replace_routines(planner, old);
        plan_rebuilt_type(planner, old, new);
        tie_routines(planner, old, new);
    }
}

// --- tables of such a type ---

static const Object *next_column(const Object *object)
{
    while (object && object->kind != KIND_COLUMN)
        object = object->next;
    return object;
}

// Of a table whose rows are of a type no column comes, goes or changes, nor does the type.
bool same_row_type(const Planner *planner, const Object *old, const Object *new)
{
    const int COLUMN = CHANGED_NAME | CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_collation);
    const Type *was = table_rare(old)->row, *now = table_rare(new)->row;
    if (!was && !now)
        return true;
    if (!was || !now || match_new(planner->match, was->user) != now->user ||
        !diff_same_composite(planner->list, was->user, now->user))
        return false;
    const Object *before = next_column(object_first(old)), *after = next_column(object_first(new));
    while (before && after && match_old(planner->match, after) == before &&
           !(diff_objects(planner->list, before, after) & COLUMN)) {
        before = next_column(before->next);
        after = next_column(after->next);
    }
    return !before && !after;
}

// --- attributes ---

// In place: it comes at the end, or goes with what columns hold of it.
void plan_new_attribute(Planner *planner, Object *new)
{
    steps_put(&planner->making, new, planner_add(planner, STEP_CREATE, RANK_ALTER_TYPE, NULL, new));
}

static bool loses_attributes(const Planner *planner, const Object *type)
{
    for (const Object *child = type->kind == KIND_COMPOSITE ? object_first(type) : NULL; child;
         child = child->next)
        if (match_new(planner->match, type) && !match_new(planner->match, child))
            return true;
    return false;
}

// What the column holds of attributes that go is put aside, but not of those within its values.
void note_lost_attributes(Planner *planner, Step *step, Object *column)
{
    const Type *type = AS(const Column, column)->type;
    if (!type->user || type->id == TYPE_EXTENSION || !loses_attributes(planner, type->user))
        return;
    if (type->dims || planner->plan->options.drops == DROPS_DISCARD) {
        step_grade(step, GRADE_IRREVERSIBLE, "what columns hold of it is discarded");
        return;
    }
    planner->stashes = true;
    find_rows(planner, step, column, column->span);
}

static void note_holder(Planner *planner, Object *user, int ways)
{
    Step *step = planner->steps[planner->count - 1];
    bool column = user->kind == KIND_COLUMN && AS(const Column, user)->type->user == planner->asked;
    (void)ways;
    if (column && match_new(planner->match, user) && !is_carried(planner, user)) {
        note_lost_attributes(planner, step, user);
        refs_add(planner->arena, &step->users, user);
    } else if (user->kind == KIND_DOMAIN || user->kind == KIND_ATTRIBUTE) {
        step_grade(step, GRADE_IRREVERSIBLE, "what columns hold of it is discarded");
    }
}

void plan_gone_attribute(Planner *planner, Object *old)
{
    Step *step = planner_add(planner, STEP_DROP, RANK_ALTER_TYPE, old, NULL);
    each_user(planner, old->parent, note_holder, WAY_BOTH);
    steps_put(&planner->unmaking, old, step);
}

// Is it a composite type that loses attributes, so that what goes must go before, with all its values?
bool type_loses_attributes(const Planner *planner, const Type *type)
{
    return type && type->user && type->id != TYPE_EXTENSION && loses_attributes(planner, type->user);
}
