// SPDX-License-Identifier: MIT
// A table that is another one to the server, though it has the name of an old one, takes over its rows. The
// old one is put aside whole; on the way back it gets those that there are by then.
#include "gen/plan/private.h"

Object *plan_remade(const Plan *plan, const Object *object)
{
    const Match *match = &plan->changes->match;
    const Model *from = match->from, *to = match->to;
    if (object->kind != KIND_TABLE || !(from->has_parts || to->has_parts))
        return NULL;
    bool old = model_has(from, object);
    const Object *schema = old ? match_new(match, object->parent) : match_old(match, object->parent);
    Object *other = schema ? model_find(old ? to : from, KIND_TABLE, schema, object->name) : NULL;
    if (!other || (old ? match_new(match, object) : match_old(match, object)))
        return NULL;
    return (old ? match_old(match, other) : match_new(match, other)) ? NULL : other;
}

Object *plan_remade_column(const Plan *plan, const Object *old_table, const Object *new)
{
    const Match *match = &plan->changes->match;
    Object *old = match_apart(match, new);
    return old ? old : model_find(match->from, KIND_COLUMN, old_table, new->name);
}

static void wait_for_rows(Planner *planner, const Object *new)
{
    for (uint32_t at = 0; at < planner->count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_CREATE && step->to->kind == KIND_FOREIGN &&
            (AS(Foreign, step->to)->table == new || step->to->parent == new))
            step->rank = RANK_REFER;
    }
}

static void replace_readers(Planner *planner, const Object *old)
{
    replace_users(planner, old, WAY_BOTH);
    for (const Object *child = object_first(old); child; child = child->next)
        replace_users(planner, child, WAY_BOTH);
}

// Does it hold what the old one held, so that the old one may get that back?
static bool keeps_values(const Plan *plan, const Object *old, const Object *new)
{
    const Column *was = old ? AS(const Column, old) : NULL, *is = AS(const Column, new);
    if (!was || was->generated || !type_equal(*was->type, *is->type))
        return false;
    return !was->nullable || is->nullable ||
           !(plan->changes->to->imported || migration_find(plan->changes, ITEM_BACKFILL, new));
}

bool plan_remade_returns(const Plan *plan, const Object *old, const Object *new)
{
    uint32_t kept = 0, all = 0;
    for (const Object *child = object_first(old); child; child = child->next)
        all += child->kind == KIND_COLUMN && !AS(const Column, child)->generated;
    for (const Object *child = object_first(new); child; child = child->next)
        kept += child->kind == KIND_COLUMN && keeps_values(plan, plan_remade_column(plan, old, child), child);
    return kept == all;
}

// What columns hold in the rows that there are.
static void check_value(Planner *planner, const Object *was, Object *new)
{
    if (!was && !column_has_value(planner, new))
        report_no_value(planner, new);
    if (!was || !AS(const Column, was)->nullable || AS(const Column, new)->nullable ||
        migration_find(planner->list, ITEM_BACKFILL, new))
        return;
    if (fills_nulls(planner, new))
        report_filled(planner, new);
    else
        diag_report(planner->diag, DIAG_NULLS_MAY_STAND, new->span, new->name->text);
}

// What the old table asked of its rows and the new one does not is no step of its own.
static void report_lost(Planner *planner, const Object *old, const Object *new)
{
    for (const Object *child = object_first(old); child; child = child->next) {
        bool asks = child->kind == KIND_CHECK || child->kind == KIND_FOREIGN || child->kind == KIND_UNIQUE;
        if (!asks || planner->match->new_of[child->id])
            continue;
        diag_report(planner->diag, DIAG_LEFT_BEHIND, new->span, new->name->text, kind_info[child->kind].noun,
                    child->name->text);
        diag_note(planner->diag, child->span, "the old table has it here");
    }
}

void plan_remade_tables(Planner *planner)
{
    const Model *from = planner->list->from;
    Object *old;
    for (uint32_t at = 0; planner->has_parts && (old = model_next(from, KIND_TABLE, &at));) {
        Object *new = plan_remade(planner->plan, old);
        if (!new)
            continue;
        replace_readers(planner, old);
        wait_for_rows(planner, new);
        const Object *whole = table_rare(old)->part_of;
        if (planner->merged[old->id] || (whole && plan_remade(planner->plan, whole)))
            continue; // its rows come and go with the whole
        for (Object *child = object_first(new); child; child = child->next)
            if (child->kind == KIND_COLUMN)
                check_value(planner, plan_remade_column(planner->plan, old, child), child);
        report_lost(planner, old, new);
        Step *step = planner_add(planner, STEP_TAKE_OVER, RANK_REFILL, old, new);
        const Step *gone = steps_get(&planner->unmaking, old);
        step->holds = gone && gone->action != STEP_STASH; // a copy of its rows
        planner->stashes = true;
        if (!plan_remade_returns(planner->plan, old, new))
            step_grade(step, GRADE_LOSSY, "rows written since stay behind, as not all they had is there");
    }
}
