// SPDX-License-Identifier: MIT
// Rewrites steps that block others for the time of a scan into sequences that do not (--online): indexes
// of existing tables are built concurrently; foreign keys, checks and NOT NULL are added without looking at
// the rows and validated in a transaction of their own.
#include "gen/plan/private.h"

static bool is_on_old_table(const Planner *planner, const Object *object)
{
    return object->parent->kind == KIND_TABLE && match_old(planner->match, object->parent);
}

// A foreign key may stand on a unique index, which then must be there before it.
static bool is_pointed_at(const Planner *planner, const Object *index)
{
    const Model *to = planner->list->to;
    for (uint32_t at = 0; AS(Index, index)->unique && at < to->count; at++)
        if (to->objects[at]->kind == KIND_FOREIGN && AS(Foreign, to->objects[at])->table == index->parent)
            return true;
    return false;
}

static Step *add_online(Planner *planner, StepAction action, Rank rank, Object *from, Object *to)
{
    Step *step = planner_add(planner, action, rank, from, to);
    step->online = true;
    step->ways = WAY_UP;
    return step;
}

// PostgreSQL makes nothing of a partitioned table concurrently, and none of its foreign keys not valid.
static bool is_parted(const Object *object)
{
    const Object *target = object->kind == KIND_FOREIGN ? AS(const Foreign, object)->table : NULL;
    return table_rare(object->parent)->strategy || (target && table_rare(target)->strategy);
}

static void create_online(Planner *planner, Step *step)
{
    const Object *old = match_old(planner->match, step->to);
    if (is_parted(step->to) && step->to->kind != KIND_CHECK)
        return;
    if (step->to->kind == KIND_CHECK || step->to->kind == KIND_FOREIGN) {
        step->online = true;
        add_online(planner, STEP_VALIDATE, RANK_VALIDATE, NULL, step->to);
    } else if (step->to->kind == KIND_INDEX && !old && !is_pointed_at(planner, step->to)) {
        step->online = true;
        step->rank = RANK_ONLINE;
    }
}

// A key and an identity need a column without nulls at once, and a column that takes its domain is rewritten.
static bool can_wait(const Planner *planner, const Step *step)
{
    const Object *new = step->to, *old = step->from, *key = table_key(new->parent);
    const Column *column = AS(Column, new);
    if (key && refs_have(&AS(Key, key)->columns, new))
        return false;
    return planner->plan->options.target >= 12 && !column_more(column)->not_null_open &&
           !(step->changed & CHANGED(ATTR_Column_type)) &&
           !(column->identity && !(old && AS(Column, old)->identity));
}

// SET NOT NULL looks at all rows under its lock, unless a valid check has done so before. From 18 on NOT NULL
// is a constraint that can be validated itself.
static void not_null_online(Planner *planner, Step *step)
{
    const int NULLABLE = CHANGED(ATTR_Column_nullable) | COLUMN_NOT_NULL;
    bool constraint = planner->plan->options.target >= 18;
    if (!constraint)
        add_online(planner, STEP_REQUIRE, RANK_NOT_NULL, step->from, step->to);
    add_online(planner, STEP_VALIDATE, RANK_VALIDATE, step->from, step->to);
    Step *set =
        add_online(planner, STEP_ALTER, constraint ? RANK_NOT_NULL : RANK_SETTLE, step->from, step->to);
    set->changed = step->changed & NULLABLE;
    if (!(step->changed & ~NULLABLE)) {
        step->ways &= WAY_DOWN;
        return;
    }
    step->changed &= ~NULLABLE; // the rest of a new column, which goes as a whole on the way back
}

void plan_online(Planner *planner)
{
    uint32_t count = planner->count;
    for (uint32_t at = 0; at < count; at++) {
        Step *step = planner->steps[at];
        if (!(step->ways & WAY_UP) || !step->to || !is_on_old_table(planner, step->to))
            continue;
        bool nulls = step->to->kind == KIND_COLUMN && step->changed & CHANGED(ATTR_Column_nullable) &&
                     !AS(Column, step->to)->nullable;
        if (step->action == STEP_CREATE)
            create_online(planner, step);
        else if (step->action == STEP_ALTER && nulls && can_wait(planner, step))
            not_null_online(planner, step);
    }
}
