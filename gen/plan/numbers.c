// SPDX-License-Identifier: MIT
// Columns that begin to be numbered, or cease to be. An identity stands only on a column that is not null
// and has no default, so these change before it comes and after it goes; and its sequence takes a name.
#include "gen/model/names.h"
#include "gen/plan/private.h"

static bool is_about_numbers(const Step *step)
{
    return step->action == STEP_ALTER && step->from && step->to && step->to->kind == KIND_COLUMN &&
           step->changed & (CHANGED(ATTR_Column_identity) | CHANGED(ATTR_Column_type)) &&
           column_counts(AS(const Column, step->from)) != column_counts(AS(const Column, step->to));
}

// The steps of the column are those behind `before`.
void order_numbers(Planner *planner, const Change *change, uint32_t before)
{
    const int BARE = CHANGED(ATTR_Column_nullable) | CHANGED(ATTR_Column_default_);
    Step *numbers = NULL;
    for (uint32_t at = before; at < planner->count && !numbers; at++)
        if (is_about_numbers(planner->steps[at]))
            numbers = planner->steps[at];
    for (uint32_t at = before; numbers && at < planner->count; at++) {
        Step *step = planner->steps[at];
        bool bare =
            step != numbers && step->to == change->to &&
            (step->action == STEP_SET_DEFAULT || (step->action == STEP_ALTER && step->changed & BARE));
        if (bare && column_counts(AS(const Column, change->from)))
            planner_after(planner, step, numbers);
        else if (bare)
            planner_after(planner, numbers, step);
    }
}

// In the schema that is the one it stands in, of the other model.
static Object *called_like(const Planner *planner, const Model *model, const Object *schema,
                           const Object *column)
{
    char name[NAME_BYTES + 1];
    column_sequence(name, AS(const Column, column), column->parent->name->text, column->name->text);
    return schema ? model_find_relation(model, schema, words_text(planner->list->to->words, name)) : NULL;
}

static void wait_for_name(Planner *planner, Step *step, const Object *column)
{
    const Object *schema = match_old(planner->match, object_schema(column));
    const Object *gone = called_like(planner, planner->list->from, schema, column);
    if (gone)
        planner_after(planner, step, steps_get(&planner->unmaking, gone));
}

// A column that comes, or does so with its table, brings a sequence along.
static void order_new_numbers(Planner *planner, Step *step)
{
    const Object *new = step->to;
    const Object *column = new->kind == KIND_TABLE ? object_first(new) : new;
    for (; column; column = column == new ? NULL : column->next)
        if (column->kind == KIND_COLUMN && column_counts(AS(const Column, column)))
            wait_for_name(planner, step, column);
}

// What has the name that its sequence takes goes first; what takes the name that it had comes after it.
void order_number_names(Planner *planner)
{
    bool own = planner->list->from->kind_counts[KIND_SEQUENCE] > 0;
    for (uint32_t at = 0, count = planner->count; at < count; at++) {
        Step *step = planner->steps[at];
        if (step->action == STEP_CREATE && own)
            order_new_numbers(planner, step);
        if (!is_about_numbers(step))
            continue;
        const Object *come = NULL;
        if (column_counts(AS(const Column, step->to)))
            wait_for_name(planner, step, step->to);
        else
            come = called_like(planner, planner->list->to,
                               match_new(planner->match, object_schema(step->from)), step->from);
        if (come)
            planner_after(planner, steps_get(&planner->making, come), step);
    }
}
