// SPDX-License-Identifier: MIT
// Functions and procedures of one name are apart by the types of their input, which may themselves be
// renamed: they are paired when the types are.
#include "gen/diff/private.h"

static bool same_input(const ChangeList *list, const Function *from, const Function *to)
{
    uint32_t one = 0, other = 0;
    for (;;) {
        while (one < from->arguments.count && !argument_is_input(&from->arguments.at[one]))
            one++;
        while (other < to->arguments.count && !argument_is_input(&to->arguments.at[other]))
            other++;
        if (one == from->arguments.count || other == to->arguments.count)
            return one == from->arguments.count && other == to->arguments.count;
        if (!diff_same_type(list, from->arguments.at[one++].type, to->arguments.at[other++].type))
            return false;
    }
}

// The unpaired one of that name with this input.
static Object *find_old(const DiffJob *job, const Object *new, const Object *home, const Word *name)
{
    Object *first = home && name ? model_find(job->list->from, (Kind) new->kind, home, name) : NULL;
    for (Function *old = first ? AS(Function, first) : NULL; old; old = old->overload)
        if (!match_new(&job->list->match, &old->object) && same_input(job->list, old, AS(Function, new)))
            return &old->object;
    return NULL;
}

static Object *find_former(const DiffJob *job, const Object *new, const Object *home)
{
    const Former *former = new->remark ? new->remark->former : NULL;
    if (!former || find_old(job, new, home, new->name))
        return NULL;
    const Object *schema = former->schema ? model_find_schema(job->list->from, former->schema) : home;
    return find_old(job, new, schema, former->name);
}

static bool is_other_name(const DiffJob *job, const Object *old, const Object *new)
{
    int changed = diff_objects(job->list, old, new);
    return changed && !(changed & ~(CHANGED_NAME | CHANGED_DOC | CHANGED_RIGHTS));
}

// The same body under another name.
static Object *find_definition(const DiffJob *job, const Object *new, const Object *home)
{
    for (Object *old = home ? object_first(home) : NULL; old; old = old->next)
        if (old->kind == new->kind && !match_new(&job->list->match, old) &&
            same_input(job->list, AS(Function, old), AS(Function, new)) && is_other_name(job, old, new))
            return old;
    return NULL;
}

static void each_unpaired(DiffJob *job, Object *(*find)(const DiffJob *, const Object *, const Object *))
{
    const Model *to = job->list->to;
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at];
        if (!object_is_routine(new) || match_old(&job->list->match, new))
            continue;
        Object *old = find(job, new, match_old(&job->list->match, new->parent));
        if (old)
            diff_pair(job->list, old, new);
    }
}

static Object *find_named(const DiffJob *job, const Object *new, const Object *home)
{
    return find_old(job, new, home, new->name);
}

void match_routines(DiffJob *job)
{
    const uint32_t *counts = job->list->to->kind_counts;
    if (!(counts[KIND_FUNCTION] + counts[KIND_PROCEDURE]))
        return;
    each_unpaired(job, find_former);
    each_unpaired(job, find_named);
    each_unpaired(job, find_definition);
}
