// SPDX-License-Identifier: MIT
// The place for what is put aside: each schema has its own.
#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/plan/private.h"

const char *plan_stash_of(const Plan *plan, const Object *old_schema, Arena *arena)
{
    const char *name = old_schema->name->text;
    if (!strcmp(name, "public"))
        return plan->stash;
    if (strlen(plan->stash) + 1 + strlen(name) <= NAME_BYTES)
        return arena_print(arena, "%s_%s", plan->stash, name);
    return arena_print(arena, "%s_%08x", plan->stash, (unsigned)hash_bytes(0, name, strlen(name)));
}

static void add_stash_home(Planner *planner, const char *name)
{
    Step *step = planner_add(planner, STEP_STASH_HOME, RANK_STASH_HOME, NULL, NULL);
    step->path = name;
}

void name_stash(Planner *planner)
{
    char both[130];
    snprintf(both, sizeof both, "%s%s", planner->list->from->hash, planner->list->to->hash);
    planner->plan->stash =
        arena_print(planner->arena, "schemac_stash_%08x", (unsigned)hash_bytes(0, both, strlen(both)));
    if (!planner->stashes)
        return;
    add_stash_home(planner, planner->plan->stash);
    uint8_t *known = ARENA_ARRAY(planner->arena, uint8_t, planner->list->from->count + 1);
    for (uint32_t at = 0, count = planner->count; at < count && planner->caps->schemas; at++) {
        const Step *step = planner->steps[at];
        if (step->action != STEP_STASH || step->from->kind == KIND_COLUMN)
            continue; // its place is a table
        const Object *schema = object_schema(step->from);
        const char *home = plan_stash_of(planner->plan, schema, planner->arena);
        if (home != planner->plan->stash && !known[schema->id])
            add_stash_home(planner, home);
        known[schema->id] = 1;
    }
}

// All of them must be there whenever something is put aside.
static bool finds_rows(const Match *match, const Refs *columns)
{
    for (uint32_t at = 0; at < columns->count; at++)
        if (AS(Column, columns->at[at])->nullable || !match_old(match, columns->at[at]))
            return false;
    return columns->count != 0;
}

Refs plan_row_key(const Plan *plan, const Object *old_table)
{
    const Match *match = &plan->changes->match;
    const Object *table = match_new(match, old_table);
    const Object *key = table ? table_key(table) : NULL;
    if (key && finds_rows(match, &AS(Key, key)->columns))
        return AS(Key, key)->columns;
    for (const Object *child = table ? object_first(table) : NULL; child; child = child->next)
        if (child->kind == KIND_UNIQUE && finds_rows(match, &AS(Unique, child)->columns))
            return AS(Unique, child)->columns;
    return (Refs){0};
}

void find_rows(Planner *planner, Step *step, const Object *column, Span span)
{
    if (plan_row_key(planner->plan, column->parent).count)
        return;
    if (planner->caps->digests) {
        step_grade(step, GRADE_LOSSY,
                   "a row that changes meanwhile is not found again, as its table has no key");
        return;
    }
    const char *path = object_path(planner->arena, column);
    diag_report(planner->diag, DIAG_NO_STASH, span, path, column->parent->name->text);
    diag_note(planner->diag, (Span){0},
              "give the table a key, or write in a migration block: drop %s discard;", path);
}

typedef struct MoveJob {
    const Planner *planner;
    bool fixed;
} MoveJob;

// It goes, or is made anew, and cannot be put aside itself.
static bool gives_way(const Planner *planner, const Object *object)
{
    const Object *new = match_new(planner->match, object);
    if (object->kind == KIND_EXTENSION)
        return !new;
    return ((object->kind == KIND_DEFINITION || type_has_functions(object)) && !new) ||
           type_passes(planner, object) ||
           type_loses_attributes(planner, &(Type){.user = object}) ||
           ((object->kind == KIND_DEFINITION || object->kind == KIND_RANGE || object->kind == KIND_BASE) &&
            new &&diff_objects(planner->list, object, new) & ~CHANGED_BESIDE);
}

static void note_fixed(void *context, Object *object)
{
    MoveJob *job = context;
    job->fixed = job->fixed || gives_way(job->planner, object);
}

static bool is_of_changing_enum(const Planner *planner, const Object *column)
{
    const Object *labels = column ? type_enum(AS(const Column, column)->type) : NULL;
    return labels && match_new(planner->match, labels) && !match_same_labels(planner->match, labels);
}

// No column of a partition key can get the type without its new labels when these go.
static bool parts_by_changing_enum(const Planner *planner, const Object *table)
{
    const TableRare *rare = table_rare(table);
    for (uint32_t at = 0; at < rare->key.count; at++)
        if (is_of_changing_enum(planner, rare->key.at[at].column))
            return true;
    return rare->part_of && parts_by_changing_enum(planner, rare->part_of);
}

// The table that takes over the rows has the new labels, and one that is put aside whole keeps the old ones.
static bool hands_over_labels(const Planner *planner, const Object *table)
{
    const Object *child = object_first(table);
    if (!plan_remade(planner->plan, table))
        return false;
    while (child && (child->kind != KIND_COLUMN || !is_of_changing_enum(planner, child)))
        child = child->next;
    return child;
}

static bool loses_extension(const Planner *planner)
{
    const Model *from = planner->list->from;
    for (uint32_t at = 0, left = from->kind_counts[KIND_EXTENSION]; left; at++) {
        if (from->objects[at]->kind != KIND_EXTENSION)
            continue;
        if (!match_new(planner->match, from->objects[at]))
            return true;
        left--;
    }
    return false;
}

// Which of its defaults, indexes and types are an extension's is not known of all.
bool is_copied(const Planner *planner, const Object *old_table)
{
    if (!planner->caps->schemas || old_table->kind != KIND_TABLE)
        return false;
    MoveJob job = {planner, loses_extension(planner) || parts_by_changing_enum(planner, old_table) ||
                                hands_over_labels(planner, old_table)};
    const Refs *inherits = &table_rare(old_table)->inherits;
    for (uint32_t at = 0; at < inherits->count; at++)
        job.fixed = job.fixed || match_new(planner->match, inherits->at[at]);
    for (const Object *child = object_first(old_table); child && !job.fixed; child = child->next)
        object_each_reference(child, note_fixed, &job);
    return job.fixed;
}

bool keep_rows(Planner *planner, Object *old)
{
    bool copied = is_copied(planner, old);
    const Object *whole = table_rare(old)->part_of; // whose copy has all rows of its parts
    if (copied && !(whole && !match_new(planner->match, whole) && is_copied(planner, whole)))
        planner_add(planner, STEP_KEEP_ROWS, RANK_HOLD, old, NULL);
    return copied;
}
