// SPDX-License-Identifier: MIT
// Which old object each new one is. By name, unless `was` says otherwise; constraints and indexes that
// say the same thing under another name are the same thing renamed.
#include <string.h>

#include "gen/diff/private.h"

static void pair(ChangeList *list, Object *old, Object *new)
{
    list->match.new_of[old->id] = new;
    list->match.old_of[new->id] = old;
    if (old->name != new->name ||
        (old->parent && new->parent && list->match.new_of[old->parent->id] != new->parent))
        list->match.renamed = true;
}

static Object *find_old(const DiffJob *job, const Object *new, const Object *home, const Word *name)
{
    if (new->kind == KIND_SCHEMA)
        return model_find_schema(job->list->from, name);
    return home ? model_find(job->list->from, (Kind)new->kind, home, name) : NULL;
}

static bool new_has(const DiffJob *job, const Object *new, const Word *name)
{
    const Model *model = job->list->to;
    if (new->kind == KIND_SCHEMA)
        return model_find_schema(model, name) != NULL;
    Object *other = model_find(model, (Kind)new->kind, new->parent, name);
    return other && other != new;
}

// `was` renames only when the old schema has the old name and not the new one, and the new one has no
// other thing of the old name.
static Object *find_renamed(DiffJob *job, const Object *new, const Object *home, const Object *same)
{
    const Object *old_home = home;
    if (new->was_schema)
        old_home = model_find_schema(job->list->from, new->was_schema);
    Object *old = find_old(job, new, old_home, new->was);
    if (!old || same)
        return NULL;
    if (old_home == home && new_has(job, new, new->was)) {
        diag_report(job->diag, DIAG_RENAME_STANDS, new->span, kind_info[new->kind].noun, new->name->text,
                    new->was->text, new->was->text);
        return NULL;
    }
    if (job->list->match.new_of[old->id]) {
        diag_report(job->diag, DIAG_RENAME_TWICE, new->span, new->was->text);
        diag_note(job->diag, job->list->match.new_of[old->id]->span, "the other one stands here");
        return NULL;
    }
    return old;
}

static void match_one(DiffJob *job, Object *new)
{
    const Object *home = new->parent ? job->list->match.old_of[new->parent->id] : NULL;
    if (!new->name)
        return;
    Object *same = find_old(job, new, home, new->name);
    Object *old = new->was ? find_renamed(job, new, home, same) : NULL;
    if (!old)
        old = same;
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

void match_models(DiffJob *job)
{
    const Model *to = job->list->to;
    // Homes come before what lives in them: an object's id is greater than its parent's.
    for (uint32_t at = 0; at < to->count; at++) {
        if (to->objects[at]->kind == KIND_SEED)
            match_seed(job, to->objects[at]);
        else
            match_one(job, to->objects[at]);
    }
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at];
        if (is_constraint(new) && !job->list->match.old_of[at] && job->list->match.old_of[new->parent->id])
            match_definition(job, new);
    }
}
