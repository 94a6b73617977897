// SPDX-License-Identifier: MIT
// The sequence of a serial or identity column is called after table and column, and so renamed once they are.
// If its old name is meant for something else, it goes to a name of passage before the renames.
#include <string.h>

#include "gen/model/names.h"
#include "gen/plan/private.h"

typedef struct Naming {
    Object *old;                // column
    const Word *before, *after; // its own names
    const Object *left, *home;  // schemas, of the new model: what became of its old one; the one it comes to
} Naming;

static bool has_sequence(const Column *column)
{
    return column->identity || (column->type && type_is_serial(*column->type));
}

// What becomes of a generator comes after the renames, on the way back before them.
static bool is_there_meanwhile(const Planner *planner, const Object *old)
{
    const Step *gone = steps_get(&planner->unmaking, old);
    return match_new(planner->match, old->parent) && !(gone && gone->rank < RANK_RENAME);
}

static const Word *sequence_name(const Planner *planner, const Object *table, const Object *column)
{
    char name[NAME_BYTES + 1];
    column_sequence(name, AS(const Column, column), table->name->text, column->name->text);
    return words_text(planner->list->to->words, name);
}

static Naming sequence_of(const Planner *planner, Object *old)
{
    const Object *new = match_new(planner->match, old), *table = match_new(planner->match, old->parent);
    return (Naming){.old = old,
                    .before = sequence_name(planner, old->parent, old),
                    .after = sequence_name(planner, table, new ? new : old),
                    .left = match_new(planner->match, object_schema(old)),
                    .home = object_schema(table)};
}

// May its name change? Of most columns nothing does that it is made of.
static bool may_change(const Planner *planner, const Object *old)
{
    if (old->kind != KIND_COLUMN || !has_sequence(AS(Column, old)) || !is_there_meanwhile(planner, old))
        return false;
    const Object *new = match_new(planner->match, old), *table = match_new(planner->match, old->parent);
    return table->name != old->parent->name || (new &&new->name != old->name) ||
           (new &&column_more(AS(Column, new))->sequence != column_more(AS(Column, old))->sequence) ||
           match_new(planner->match, object_schema(old)) != object_schema(table);
}

static bool must_give_way(const Planner *planner, const Naming *one, const Naming *all, uint32_t count)
{
    if (one->left != one->home)
        return true;
    for (uint32_t at = 0; at < count; at++)
        if (all[at].old != one->old && all[at].after == one->before && all[at].home == one->left)
            return true;
    return model_find_relation(planner->list->to, one->left, one->before) != NULL;
}

void plan_sequence_names(Planner *planner)
{
    const Model *from = planner->list->from;
    uint32_t most = 0, count = 0;
    for (uint32_t at = 0; planner->list->count && at < from->count; at++)
        most += may_change(planner, from->objects[at]);
    Naming *all = ARENA_ARRAY(planner->arena, Naming, most + 1);
    for (uint32_t at = 0; most && at < from->count; at++) {
        if (!may_change(planner, from->objects[at]))
            continue;
        Naming sequence = sequence_of(planner, from->objects[at]);
        if (sequence.before != sequence.after || sequence.left != sequence.home)
            all[count++] = sequence;
    }
    for (uint32_t at = 0; at < count; at++) {
        Object *old = all[at].old, *new = match_new(planner->match, old);
        bool parked = must_give_way(planner, &all[at], all, count);
        if (parked)
            planner_add(planner, STEP_NAME_SEQUENCE, RANK_PARK_SEQUENCE, old, new);
        planner_add(planner, STEP_NAME_SEQUENCE, RANK_NAME_SEQUENCE, old, new)->parked = parked;
    }
}
