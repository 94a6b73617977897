// SPDX-License-Identifier: MIT
// Sequences. One that belongs to a column would go and move with that; so it is loosened before anything
// happens to the column, and tied when all is there, by steps of their own.
#include "gen/plan/private.h"

static bool has_owner(const Object *sequence)
{
    return sequence && AS(Sequence, sequence)->owner;
}

static void tie(Planner *planner, Object *new)
{
    if (has_owner(new))
        planner_add(planner, STEP_TIE, RANK_TIE, NULL, new);
}

static void loosen(Planner *planner, Object *old)
{
    if (has_owner(old))
        planner_add(planner, STEP_TIE, RANK_LOOSEN, old, NULL);
}

void plan_new_sequence(Planner *planner, Object *new)
{
    if (!has_owner(new))
        return;
    steps_get(&planner->making, new)->changed = CHANGED(ATTR_Sequence_owner);
    tie(planner, new);
}

void plan_gone_sequence(Planner *planner, Object *old)
{
    loosen(planner, old);
}

void retie(Planner *planner, Object *old)
{
    Object *new = match_new(planner->match, old);
    if (!new || planner->replaced[old->id])
        return;
    planner->replaced[old->id] = true;
    loosen(planner, old);
    tie(planner, new);
}

void plan_sequence(Planner *planner, const Change *change)
{
    const int OWNER = CHANGED(ATTR_Sequence_owner);
    int attributes = change->changed & ~(CHANGED_BESIDE | OWNER);
    if (change->changed & (OWNER | CHANGED_HOME))
        retie(planner, change->from);
    if (!attributes)
        return;
    Step *step = planner_add(planner, STEP_ALTER, RANK_CREATE_SEQUENCE, change->from, change->to);
    step->changed = attributes;
}

static bool moves(const Planner *planner, const Object *old_table)
{
    const Object *new = match_new(planner->match, old_table);
    return new &&match_new(planner->match, old_table->parent) != new->parent;
}

static bool logging_changes(const Planner *planner, const Object *old_table)
{
    const Object *new = match_new(planner->match, old_table);
    return new && old_table->kind == KIND_TABLE && new->kind == KIND_TABLE &&
           AS(Table, old_table)->unlogged != AS(Table, new)->unlogged;
}

// A table that moves to another schema, or is no longer logged, would take its sequences along.
void plan_moved_owners(Planner *planner)
{
    Object *sequence;
    for (uint32_t at = 0; (sequence = model_next(planner->list->from, KIND_SEQUENCE, &at));)
        if (has_owner(sequence) && (moves(planner, AS(Sequence, sequence)->owner->parent) ||
                                    logging_changes(planner, AS(Sequence, sequence)->owner->parent)))
            retie(planner, sequence);
}
