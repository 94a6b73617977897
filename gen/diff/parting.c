// SPDX-License-Identifier: MIT
// A table that is parted in another way, or begins or ceases to be, is another table to the server: the old
// one goes, a new one of its name comes, and takes over its rows. So the two are no pair.
#include "gen/diff/private.h"

static void part(Match *match, const Object *old, const Object *new)
{
    match->new_of[old->id] |= MATCH_APART;
    match->old_of[new->id] |= MATCH_APART;
}

Object *match_apart(const Match *match, const Object *new)
{
    uint32_t at = match->old_of[new->id];
    return at > MATCH_APART ? match->from->objects[at - MATCH_APART - 1] : NULL;
}

static void part_ways(Match *match, const Object *old, const Object *new)
{
    part(match, old, new);
    for (const Object *child = object_first(old); child; child = child->next) {
        const Object *now = match_new(match, child);
        if (now && now->parent == new)
            part(match, child, now);
    }
}

static bool is_in_key(const Object *column)
{
    const TableRare *rare = table_rare(column->parent);
    for (uint32_t at = 0; at < rare->key.count; at++)
        if (rare->key.at[at].column == column)
            return true;
    return refs_have(&rare->key_reads, column);
}

// No column of a partition key gets another type, and none is what an enum becomes that loses a label again.
static bool loses_type(const DiffJob *job, const Object *column)
{
    const Object *labels = type_enum(AS(const Column, column)->type);
    return labels && match_new(&job->list->match, labels) && !match_same_labels(&job->list->match, labels);
}

static bool is_parted_otherwise(const DiffJob *job, const Object *old, const Object *new)
{
    const int HOW = CHANGED(ATTR_Table_strategy) | CHANGED(ATTR_Table_key);
    if (!table_rare(old)->strategy && !table_rare(new)->strategy)
        return false;
    if (diff_objects(job->list, old, new) & HOW)
        return true;
    for (Object *child = object_first(old); child; child = child->next) {
        const Object *now = child->kind == KIND_COLUMN ? match_new(&job->list->match, child) : NULL;
        if (now && is_in_key(child) &&
            (loses_type(job, child) || diff_objects(job->list, child, now) & CHANGED(ATTR_Column_type)))
            return true;
    }
    return false;
}

static bool is_inherited_only(const Object *column)
{
    return object_of(column) && !column->named;
}

// No ALTER makes a column that the table has of its own one that it only inherits.
static bool inherits_otherwise(const DiffJob *job, const Object *old, const Object *new)
{
    if (!table_rare(old)->inherits.count && !table_rare(new)->inherits.count)
        return false;
    bool others = diff_objects(job->list, old, new) & CHANGED(ATTR_Table_inherits);
    for (Object *child = object_first(old); child; child = child->next) {
        const Object *now = child->kind == KIND_COLUMN ? match_new(&job->list->match, child) : NULL;
        bool before = now && is_inherited_only(child), after = now && is_inherited_only(now);
        bool of_another =
            others && before && match_new(&job->list->match, object_of(child)) != object_of(now);
        if (before != after || of_another)
            return true;
    }
    return false;
}

// Its partitions stay what they are only beside it.
static bool loses_whole(const DiffJob *job, const Object *old, const Object *new)
{
    const Object *was = table_rare(old)->part_of, *is = table_rare(new)->part_of;
    return was && is && !match_new(&job->list->match, was) && !match_old(&job->list->match, is) &&
           was->name == is->name;
}

static bool same_name(const Object *old, const Object *new)
{
    bool moves = object_schema(old)->name != object_schema(new)->name;
    return !moves && old->name == new->name;
}

// The rows of a table that gets another name at the same time do not find the new one.
static void refuse_new_names(const DiffJob *job)
{
    Object *old;
    for (uint32_t at = 0; (old = model_next(job->list->from, KIND_TABLE, &at));) {
        const Object *new = match_new(&job->list->match, old);
        if (!new || same_name(old, new) || !inherits_otherwise(job, old, new))
            continue;
        diag_report(job->diag, DIAG_NOT_PLANNED, new->span,
                    "a new name, where columns of its own become inherited or the other way round", "table",
                    new->name->text);
        diag_note(job->diag, (Span){0}, "do one of the two in a migration of its own");
    }
}

void match_parting(DiffJob *job)
{
    const Model *from = job->list->from, *to = job->list->to;
    bool more = (from->has_parts || to->has_parts) && from != to;
    if (more)
        refuse_new_names(job);
    while (more) {
        more = false;
        Object *old;
        for (uint32_t at = 0; (old = model_next(from, KIND_TABLE, &at));) {
            const Object *new = match_new(&job->list->match, old);
            if (!new || !same_name(old, new) ||
                !(is_parted_otherwise(job, old, new) || inherits_otherwise(job, old, new) ||
                  loses_whole(job, old, new)))
                continue;
            part_ways(&job->list->match, old, new);
            more = true;
        }
    }
}
