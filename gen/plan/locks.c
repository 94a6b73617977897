// SPDX-License-Identifier: MIT
// How many locks a migration holds at its end. A transaction keeps each until it commits, and a server has
// room for max_locks_per_transaction of them for each connection it may have, together.
#include "gen/model/names.h"
#include "gen/plan/private.h"

typedef struct Locks {
    const Plan *plan;
    uint8_t *old_known, *new_known; // by id: the table is counted
    uint32_t count;
} Locks;

static bool is_short(const Type *type) // of at most some bytes, so that nothing of it is put elsewhere
{
    switch (type_class(type_base(*type))) {
    case TYPE_CLASS_INT:
    case TYPE_CLASS_FLOAT:
    case TYPE_CLASS_BOOL:
    case TYPE_CLASS_ENUM:
    case TYPE_CLASS_DATETIME: return !type->dims;
    default: return false;
    }
}

// The table, its indexes, its sequences, and the table of its long values with the index of that.
static uint32_t locks_of_table(const Object *table)
{
    uint32_t count = 1;
    bool lengthy = false;
    for (const Object *child = object_first(table); child; child = child->next) {
        const Column *column = child->kind == KIND_COLUMN ? AS(const Column, child) : NULL;
        lengthy = lengthy || (column && column->type && !is_short(column->type));
        count += (column && column_counts(column)) || child->kind == KIND_KEY || child->kind == KIND_UNIQUE ||
                 child->kind == KIND_EXCLUDE || child->kind == KIND_INDEX;
    }
    return count + (lengthy && !table_rare(table)->strategy ? 2 : 0);
}

static void count_step(Locks *locks, const Step *step)
{
    const Object *object = step->to ? step->to : step->from;
    const Model *to = locks->plan->changes->to;
    while (object && object->kind != KIND_TABLE && object->parent && object->parent->kind != KIND_SCHEMA)
        object = object->parent;
    if (!object || step->action == STEP_CHECK)
        return;
    if (object->kind != KIND_TABLE) {
        locks->count++;
        return;
    }
    const Object *old = model_has(to, object) ? match_old(&locks->plan->changes->match, object) : object;
    uint8_t *known = old ? &locks->old_known[old->id] : &locks->new_known[object->id];
    locks->count += *known ? 0 : locks_of_table(object);
    *known = 1;
}

void warn_of_locks(Planner *planner)
{
    enum { FEW = 400, USUAL = 64 * 100 }; // max_locks_per_transaction * max_connections
    const Plan *plan = planner->plan;
    const ChangeList *list = planner->list;
    if (!planner->caps->schemas || plan->count < FEW)
        return;
    Locks locks = {.plan = plan,
                   .old_known = ARENA_ARRAY(planner->arena, uint8_t, list->from->count + 1),
                   .new_known = ARENA_ARRAY(planner->arena, uint8_t, list->to->count + 1)};
    for (uint32_t at = 0; at < plan->count; at++)
        if (plan->steps[at]->rank > RANK_LABEL && plan->steps[at]->rank < RANK_VALIDATE)
            count_step(&locks, plan->steps[at]);
    if (locks.count > USUAL)
        diag_report(planner->diag, DIAG_MANY_LOCKS, (Span){0}, locks.count, USUAL);
}
