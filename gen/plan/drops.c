// SPDX-License-Identifier: MIT
// What vanishes: it is put aside, discarded or refused.
#include "gen/plan/private.h"

static void refuse(Planner *planner, const Object *old)
{
    diag_report(planner->diag, DIAG_DROP_REFUSED, old->span, kind_info[old->kind].noun,
                object_path(planner->arena, old));
    diag_note(planner->diag, (Span){0},
              "say so in a migration block (drop %s;), or use --drops=stash or discard",
              object_path(planner->arena, old));
}

static bool holds_data(const Planner *planner, const Object *old)
{
    if (old->kind == KIND_COLUMN)
        return !AS(Column, old)->generated;
    return old->kind == KIND_TABLE || old->kind == KIND_SEQUENCE || old->kind == KIND_VIRTUAL ||
           (!type_has_functions(old) && planner->caps->types_as_objects && object_is_type(old));
}

Drops drops_of(const Planner *planner, const Object *old)
{
    const Statement *said = migration_find(planner->list, ITEM_DROP, old);
    return said ? (said->discard ? DROPS_DISCARD : DROPS_STASH) : planner->plan->options.drops;
}

// Is what vanishes put aside? Refuses, or grades the step, where it is not.
bool drop_is_stashed(Planner *planner, const Object *old, Step *step)
{
    bool data = holds_data(planner, old);
    const Object *part = planner->has_parts && old->kind == KIND_TABLE ? old : NULL;
    for (; part; part = table_rare(part)->part_of)
        if (planner->merged[part->id])
            return false; // its rows stay
    Drops drops = drops_of(planner, old);
    if (data && drops == DROPS_REFUSE && !plan_remade(planner->plan, old))
        refuse(planner, old);
    bool stash = data && (drops == DROPS_STASH || plan_remade(planner->plan, old) ||
                          is_under_rebuilt_domain(planner, old));
    if (stash && old->kind == KIND_COLUMN)
        find_rows(planner, step, old, old->span);
    if (data && !stash && (old->kind == KIND_TABLE || old->kind == KIND_COLUMN || old->kind == KIND_SEQUENCE))
        step_grade(step, GRADE_IRREVERSIBLE, "its data is discarded");
    if (stash && old->kind == KIND_COLUMN && !column_has_value(planner, old))
        step_grade(step, GRADE_LOSSY, "rows written since have no value for it, which stops the way back");
    planner->stashes = planner->stashes || stash;
    return stash && !keep_rows(planner, step->from);
}

void plan_drop(Planner *planner, Object *old)
{
    Step *step = planner_add(planner, STEP_DROP, rank_of_drop(old), old, NULL);
    if (drop_is_stashed(planner, old, step) || is_held_by_stash(planner, old))
        step->action = STEP_STASH;
    steps_put(&planner->unmaking, old, step);
    grade_definition(step, old);
}
