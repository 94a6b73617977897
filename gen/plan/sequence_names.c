// SPDX-License-Identifier: MIT
// The sequence of a serial or identity column is called after table and column, and so renamed once they are.
// If its old name is meant for something else, it goes to a name of passage before the renames.
#include <stdlib.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/plan/private.h"

typedef struct Naming {
    Object *old;                // column
    const Word *before, *after; // its own names
    const Object *left, *home;  // schemas, of the new model: what became of its old one; the one it comes to
} Naming;

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

// Those whose names change, twice: as they were found, and by what they come to be called.
typedef struct Namings {
    Naming *at, *sorted;
    uint32_t count, size;
} Namings;

static void add_naming(Planner *planner, Namings *all, Object *old)
{
    if (old->kind != KIND_COLUMN || !column_counts(AS(Column, old)) || !is_there_meanwhile(planner, old))
        return;
    Naming sequence = sequence_of(planner, old);
    if (sequence.before == sequence.after && sequence.left == sequence.home)
        return;
    if (all->count == all->size) {
        all->size = all->size ? all->size * 2 : 64;
        Naming *more = ARENA_ARRAY(planner->arena, Naming, all->size);
        if (all->count)
            memcpy(more, all->at, all->count * sizeof *more);
        all->at = more;
    }
    all->at[all->count++] = sequence;
}

// Of most columns nothing changes that the name is made of.
static Namings list_namings(Planner *planner)
{
    Namings all = {0};
    for (uint32_t at = 0; at < planner->list->count; at++) {
        const Change *change = &planner->list->changes[at];
        Object *old = change->op == OP_ALTER ? change->from : NULL;
        if (old && old->kind == KIND_TABLE && change->changed & (CHANGED_NAME | CHANGED_HOME))
            for (Object *child = object_first(old); child; child = child->next)
                add_naming(planner, &all, child);
        const Object *table = old && old->kind == KIND_COLUMN ? match_new(planner->match, old->parent) : NULL;
        if (table && change->changed & (CHANGED_NAME | CHANGED(ATTR_Column_sequence)) &&
            table->name == old->parent->name &&
            match_new(planner->match, old->parent->parent) == table->parent)
            add_naming(planner, &all, old);
    }
    return all;
}

static int by_new_name(const void *a, const void *b)
{
    const Naming *one = a, *other = b;
    int order = (one->after > other->after) - (one->after < other->after);
    return order ? order : (one->home > other->home) - (one->home < other->home);
}

// Is the name that it has wanted by another one, or by something else?
static bool must_give_way(const Planner *planner, const Naming *one, const Namings *all)
{
    Naming wanted = {.after = one->before, .home = one->left};
    return one->left != one->home || bsearch(&wanted, all->sorted, all->count, sizeof wanted, by_new_name) ||
           model_find_relation(planner->list->to, one->left, one->before);
}

void plan_sequence_names(Planner *planner)
{
    Namings all = list_namings(planner);
    if (!all.count)
        return;
    all.sorted = ARENA_ARRAY(planner->arena, Naming, all.count);
    memcpy(all.sorted, all.at, all.count * sizeof *all.at);
    qsort(all.sorted, all.count, sizeof *all.sorted, by_new_name);
    for (uint32_t at = 0; at < all.count; at++) {
        Object *old = all.at[at].old, *new = match_new(planner->match, old);
        bool parked = must_give_way(planner, &all.at[at], &all);
        if (parked)
            planner_add(planner, STEP_NAME_SEQUENCE, RANK_PARK_SEQUENCE, old, new);
        planner_add(planner, STEP_NAME_SEQUENCE, RANK_NAME_SEQUENCE, old, new)->parked = parked;
    }
}
