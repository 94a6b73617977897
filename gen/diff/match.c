// SPDX-License-Identifier: MIT
// Which old object each new one is. By name, unless `was` says otherwise; constraints and indexes that
// say the same thing under another name are the same thing renamed.
#include "gen/diff/private.h"

void diff_pair(ChangeList *list, Object *old, Object *new)
{
    list->match.new_of[old->id] = new->id + 1;
    list->match.old_of[new->id] = old->id + 1;
}

static Object *find_old(const DiffJob *job, const Object *new, const Object *home, const Word *name)
{
    // Most children stand where they stood: behind the counterpart of the one before.
    Object *next = home ? job->next : NULL;
    if (next && next->kind == new->kind && next->name == name && next->parent == home)
        return next;
    if (new->kind == KIND_SCHEMA)
        return model_find_schema(job->list->from, name);
    return home ? model_find(job->list->from, (Kind) new->kind, home, name) : NULL;
}

// What the old schema called the thing that is now `new`, if `was` says so and may be believed. A `was`
// that the old file has too on a thing of that name has done its work.
static Object *claimed(const DiffJob *job, const Former *former)
{
    const Object *new = former->object;
    const Object *home = new->parent ? match_old(&job->list->match, new->parent) : NULL;
    if (!new->name)
        return NULL;
    const Object *same = find_old(job, new, home, new->name);
    const Former *other = same && same->remark ? same->remark->former : NULL;
    if (other && other->name == former->name && other->schema == former->schema)
        return NULL;
    const Object *old_home = former->schema ? model_find_schema(job->list->from, former->schema) : home;
    Object *old = find_old(job, new, old_home, former->name);
    return old == same ? NULL : old;
}

static void claim(DiffJob *job, const Former *former)
{
    Object *new = former->object, *old = claimed(job, former);
    if (!old)
        return;
    if (match_new(&job->list->match, old)) {
        diag_report(job->diag, DIAG_RENAME_TWICE, new->span, former->name->text);
        diag_note(job->diag, match_new(&job->list->match, old)->span, "the other one stands here");
        return;
    }
    diff_pair(job->list, old, new);
    const Object *other = new->parent ? model_find(job->list->to, (Kind) new->kind, new->parent, former->name)
                                      : model_find_schema(job->list->to, former->name);
    if (other)
        job->list->match.reused = true;
}

// A name is free for a renamed thing when nothing had it, or when what had it is renamed as well (chains
// and rings). Otherwise there would be two of it, and only the user knows which is meant.
static void check_claim(DiffJob *job, const Former *former)
{
    Match *match = &job->list->match;
    Object *new = former->object, *old = match_old(match, new);
    const Object *home = new->parent ? match_old(match, new->parent) : NULL;
    Object *same = old && old->name != new->name ? find_old(job, new, home, new->name) : NULL;
    if (!same || match_new(match, same))
        return;
    match->old_of[new->id] = match->new_of[old->id] = 0;
    diag_report(job->diag, DIAG_RENAME_BOTH, new->span, kind_info[new->kind].noun, new->name->text,
                former->name->text);
    diag_note(job->diag, same->span, "the old schema has '%s' here", new->name->text);
    diag_note(job->diag, old->span, "and '%s' here", old->name->text);
}

// What a table has from another one is the same as long as it is the same there.
static Object *find_heir(const DiffJob *job, const Object *new, const Object *home)
{
    const Object *of = object_of(new) ? match_old(&job->list->match, object_of(new)) : NULL;
    for (Object *old = of && home ? object_first(home) : NULL; old; old = old->next)
        if (object_of(old) == of && old->kind == new->kind)
            return match_new(&job->list->match, old) ? NULL : old;
    return NULL;
}

static void match_name(DiffJob *job, Object *new)
{
    const Object *home = new->parent ? match_old(&job->list->match, new->parent) : NULL;
    Object *old = match_old(&job->list->match, new);
    if (new->parent &&new == object_first(new->parent))
        job->next = home ? object_first(home) : NULL;
    if (!old && new->name) {
        old = find_heir(job, new, home);
        if (!old)
            old = find_old(job, new, home, new->name);
        if (old && !match_new(&job->list->match, old))
            diff_pair(job->list, old, new);
    }
    if (old)
        job->next = old->next;
}

// A seed has no name: it is the one of its table that gives the same columns by the same key.
static void match_seed(DiffJob *job, Object *new)
{
    const int OTHER = CHANGED(ATTR_Seed_columns) | CHANGED(ATTR_Seed_key);
    const Object *home = match_old(&job->list->match, new->parent);
    for (Object *old = home ? object_first(home) : NULL; old; old = old->next)
        if (old->kind == KIND_SEED && !(diff_objects(job->list, old, new) & OTHER))
            diff_pair(job->list, old, new);
}

// Its name is the database's, so it is the same one in whichever schema its things are.
static void match_extension(DiffJob *job, Object *new)
{
    for (const Object *schema = job->list->from->schemas; schema; schema = schema->next) {
        Object *old = model_find(job->list->from, KIND_EXTENSION, schema, new->name);
        if (old && !match_new(&job->list->match, old))
            diff_pair(job->list, old, new);
    }
}

static Object *only_seed(const Object *table, const uint32_t *other_of)
{
    Object *found = NULL;
    for (Object *child = table ? object_first(table) : NULL; child; child = child->next) {
        if (child->kind != KIND_SEED || other_of[child->id])
            continue;
        if (found)
            return NULL;
        found = child;
    }
    return found;
}

// One that is left alone on both sides is the same one, with other columns.
static void match_last_seeds(DiffJob *job)
{
    const Match *match = &job->list->match;
    const Model *to = job->list->to;
    for (uint32_t at = 0; to->kind_counts[KIND_SEED] && at < to->count; at++) {
        Object *new = to->objects[at];
        if (new->kind != KIND_SEED || match->old_of[at] || only_seed(new->parent, match->old_of) != new)
            continue;
        Object *old = only_seed(match_old(match, new->parent), match->new_of);
        if (old)
            diff_pair(job->list, old, new);
    }
}

static bool is_constraint(const Object *object)
{
    return kind_info[object->kind].scope == SCOPE_CONSTRAINT || object->kind == KIND_INDEX ||
           object->kind == KIND_TRIGGER || object->kind == KIND_POLICY;
}

// The same definition under another name.
static void match_definition(DiffJob *job, Object *new)
{
    const Object *home = match_old(&job->list->match, new->parent);
    for (Object *old = home ? object_first(home) : NULL; old; old = old->next) {
        if (old->kind != new->kind || match_new(&job->list->match, old))
            continue;
        if (!(diff_objects(job->list, old, new) & ~(CHANGED_NAME | CHANGED_DOC))) {
            diff_pair(job->list, old, new);
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

static void match_children(DiffJob *job, Object *first, int depth)
{
    for (Object *new = first; new; new = new->next)
        if (depth)
            match_children(job, object_first(new), depth - 1);
        else if (!object_is_routine(new))
            match_name(job, new);
}

// Homes before what lives in them, and claims before names; a claim may make way for another.
static void match_names(DiffJob *job)
{
    enum { DEEPEST = 2 };
    const Model *to = job->list->to;
    for (int depth = 0; depth <= DEEPEST; depth++) {
        for (int pass = 0; pass < 2; pass++)
            for (const Former *former = to->formers; former; former = former->next)
                if (depth_of(former->object) == depth && !object_is_routine(former->object))
                    (pass ? check_claim : claim)(job, former);
        match_children(job, to->schemas, depth);
        if (depth == 1) // when the types of their arguments are paired
            match_routines(job);
    }
}

void match_models(DiffJob *job)
{
    const Model *to = job->list->to;
    const Match *match = &job->list->match;
    if (job->list->from == to) { // read once, as the sources are the same
        for (uint32_t at = 0; at < to->count; at++)
            match->new_of[at] = match->old_of[at] = at + 1;
        return;
    }
    match_names(job);
    for (uint32_t at = 0; at < to->count; at++) {
        Object *new = to->objects[at];
        if (match->old_of[at])
            continue;
        if (new->kind == KIND_SEED)
            match_seed(job, new);
        else if (new->kind == KIND_EXTENSION)
            match_extension(job, new);
        else if (is_constraint(new) && match_old(match, new->parent))
            match_definition(job, new);
    }
    match_last_seeds(job);
}

bool match_loses_labels(const Match *match, const Object *old_enum)
{
    for (const Object *label = object_first(old_enum); label; label = label->next)
        if (!match_new(match, label))
            return true;
    return false;
}

bool match_same_labels(const Match *match, const Object *old_enum)
{
    const Object *new_enum = match_new(match, old_enum);
    const Object *old = object_first(old_enum), *new = new_enum ? object_first(new_enum) : NULL;
    while (old && new &&match_new(match, old) == new) {
        old = old->next;
        new = new->next;
    }
    return !old && !new;
}
