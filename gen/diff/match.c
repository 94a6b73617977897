// SPDX-License-Identifier: MIT
// Which old object each new one is. By name, unless `was` says otherwise; constraints and indexes that
// say the same thing under another name are the same thing renamed.
#include <string.h>

#include "gen/diff/private.h"

static void pair(ChangeList *list, Object *old, Object *new)
{
    list->match.new_of[old->id] = new;
    list->match.old_of[new->id] = old;
}

static Object *find_old(const DiffJob *job, const Object *new, const Object *home, const Word *name)
{
    if (new->kind == KIND_SCHEMA)
        return model_find_schema(job->list->from, name);
    return home ? model_find(job->list->from, (Kind)new->kind, home, name) : NULL;
}

// `was` renames only when the old schema has the old name and not the new one; its claim goes before a
// match by name, so that the old name may be given to something new. A new name counts as free when the
// old thing of that name is claimed by another. True when something was claimed.
static bool claim(DiffJob *job, Object *new)
{
    const Match *match = &job->list->match;
    const Object *home = new->parent ? match->old_of[new->parent->id] : NULL;
    if (!new->was || !new->name || match->old_of[new->id])
        return false;
    const Object *old_home = new->was_schema ? model_find_schema(job->list->from, new->was_schema) : home;
    const Object *same = find_old(job, new, home, new->name);
    Object *old = same && !match->new_of[same->id] ? NULL : find_old(job, new, old_home, new->was);
    if (!old)
        return false;
    if (match->new_of[old->id]) {
        diag_report(job->diag, DIAG_RENAME_TWICE, new->span, new->was->text);
        diag_note(job->diag, match->new_of[old->id]->span, "the other one stands here");
        return false;
    }
    pair(job->list, old, new);
    const Object *other = new->parent ? model_find(job->list->to, (Kind)new->kind, new->parent, new->was)
                                      : model_find_schema(job->list->to, new->was);
    if (other)
        job->list->match.reused = true;
    return true;
}

static void match_name(DiffJob *job, Object *new)
{
    const Object *home = new->parent ? job->list->match.old_of[new->parent->id] : NULL;
    if (!new->name || job->list->match.old_of[new->id])
        return;
    Object *old = find_old(job, new, home, new->name);
    if (old && !job->list->match.new_of[old->id])
        pair(job->list, old, new);
}

// A seed has no name: it is the one of its table.
static void match_seed(DiffJob *job, Object *new)
{
    const Object *home = job->list->match.old_of[new->parent->id];
    for (Object *old = home ? home->first : NULL; old; old = old->next)
        if (old->kind == KIND_SEED)
            pair(job->list, old, new);
}

static bool is_constraint(const Object *object)
{
    return kind_info[object->kind].scope == SCOPE_CONSTRAINT || object->kind == KIND_INDEX;
}

// The same definition under another name.
static void match_definition(DiffJob *job, Object *new)
{
    const Object *home = job->list->match.old_of[new->parent->id];
    for (Object *old = home ? home->first : NULL; old; old = old->next) {
        if (old->kind != new->kind || job->list->match.new_of[old->id])
            continue;
        if (!(diff_objects(job->list, old, new) & ~(CHANGED_NAME | CHANGED_DOC))) {
            pair(job->list, old, new);
            return;
        }
    }
}

static int depth_of(const Object *object)
{
    int depth = 0;
    while ((object = object->parent))
        depth++;
    return depth;
}

void match_models(DiffJob *job)
{
    enum { DEEPEST = 2 };
    const Model *to = job->list->to;
    // Homes before what lives in them, and claims before names; a claim may make way for another.
    for (int depth = 0; depth <= DEEPEST; depth++) {
        for (bool more = true; more;) {
            more = false;
            for (uint32_t at = 0; at < to->count; at++)
                more = (to->objects[at]->was && depth_of(to->objects[at]) == depth && claim(job, to->objects[at])) || more;
        }
        for (uint32_t at = 0; at < to->count; at++)
            if (depth_of(to->objects[at]) == depth)
                match_name(job, to->objects[at]);
    }
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at];
        if (new->kind == KIND_SEED)
            match_seed(job, new);
        else if (is_constraint(new) && !job->list->match.old_of[at] && job->list->match.old_of[new->parent->id])
            match_definition(job, new);
    }
}
