// SPDX-License-Identifier: MIT
// What stands on a thing that changes under it is removed before and made again after, with all that
// stands on it in turn. Nothing is ever dropped by CASCADE.
#include "gen/model/definition.h"
#include "gen/plan/private.h"

static bool is_foreign_on(const Object *foreign, const Object *table, const Refs *columns)
{
    return AS(Foreign, foreign)->table == table && refs_same_set(&AS(Foreign, foreign)->targets, columns);
}

static void replace_if_foreign(Planner *planner, Object *user, int ways)
{
    if (user->kind == KIND_FOREIGN)
        replace_object(planner, user, ways);
}

// Foreign keys name the columns they point at; the server binds them to the key over those.
static void replace_key_users(Planner *planner, const Object *key, int ways)
{
    const Refs *columns = key->kind == KIND_KEY ? &AS(Key, key)->columns : &AS(Unique, key)->columns;
    Object *foreign;
    for (uint32_t at = 0; (foreign = model_next(planner->list->from, KIND_FOREIGN, &at));)
        if (is_foreign_on(foreign, key->parent, columns))
            replace_object(planner, foreign, ways);
}

static void replace_index_users(Planner *planner, const Object *index, int ways)
{
    const Elements *elements = &AS(Index, index)->elements;
    if (AS(Index, index)->unique && elements->count && elements->at[0].column)
        each_user(planner, elements->at[0].column, replace_if_foreign, ways);
}

void replace_foreign_users(Planner *planner, const Object *old, int ways)
{
    each_user(planner, old, replace_if_foreign, ways);
}

static void replace_user(Planner *planner, Object *user, int ways)
{
    if (user->kind == KIND_SEED || user->kind == KIND_TABLE)
        return;
    if (user->kind == KIND_ATTRIBUTE)
        user = user->parent;
    if (user->kind == KIND_SEQUENCE) {
        retie(planner, user);
        return;
    }
    if (user->kind == KIND_COLUMN && !AS(Column, user)->generated)
        return;
    if (object_is_routine(user) && !routine_stands_on(planner, user, planner->asked))
        return;
    replace_object(planner, user, ways);
}

static void replace_caller(Planner *planner, Object *user, int ways)
{
    bool made_anew = user->kind == KIND_DOMAIN && type_passes(planner, user);
    if (user->kind == KIND_COLUMN && !AS(Column, user)->generated)
        replace_default(planner, user);
    else if (user->kind == KIND_DOMAIN && !made_anew)
        replace_default(planner, user);
    else
        replace_user(planner, user, ways);
}

// What names the type in an expression only; of columns and domains that have it that is their default.
static void replace_namer(Planner *planner, Object *user, int ways)
{
    const Refs *reads = user->kind == KIND_COLUMN   ? &column_rare(AS(Column, user))->reads
                        : user->kind == KIND_DOMAIN ? &AS(Domain, user)->reads
                                                    : NULL;
    bool generated = user->kind == KIND_COLUMN && AS(Column, user)->generated;
    if (reads && !refs_have(reads, planner->asked))
        return;
    if (reads && !generated)
        replace_default(planner, user);
    else if (generated || user->kind == KIND_CHECK || user->kind == KIND_INDEX || user->kind == KIND_VIEW ||
             user->kind == KIND_EXCLUDE || user->kind == KIND_TRIGGER || user->kind == KIND_POLICY ||
             object_is_definition(user))
        replace_object(planner, user, ways);
}

void replace_namers(Planner *planner, const Object *old_type, int ways)
{
    each_user(planner, old_type, replace_namer, ways);
}

// What its own functions are made of comes anew with the type.
static void replace_shell(Planner *planner, const Object *old, int ways)
{
    bool shelled = old->kind == KIND_BASE || old->kind == KIND_RANGE;
    Object *shell = shelled ? model_find(planner->list->from, KIND_SHELL, old->parent, old->name) : NULL;
    if (shell && match_new(planner->match, shell))
        replace_object(planner, shell, ways);
    else if (shell)
        replace_users(planner, shell, ways);
}

void replace_users(Planner *planner, const Object *old, int ways)
{
    replace_shell(planner, old, ways);
    if (old->kind == KIND_KEY || old->kind == KIND_UNIQUE)
        replace_key_users(planner, old, ways);
    else if (old->kind == KIND_INDEX)
        replace_index_users(planner, old, ways);
    else if (definition_is_role(old))
        return; // its members, and who may use what for it, are altered
    else if (object_is_routine(old) || old->kind == KIND_DEFINITION || object_is_type(old))
        each_user(planner, old, replace_caller, ways);
    else
        each_user(planner, old, replace_user, ways);
}

static void replace_expression_user(Planner *planner, Object *user, int ways)
{
    bool index = user->kind == KIND_INDEX && AS(Index, user)->reads.count;
    bool body = object_is_routine(user) && AS(Function, user)->atomic;
    bool acts = user->kind == KIND_TRIGGER || user->kind == KIND_POLICY || object_is_definition(user);
    if (index || body || acts || user->kind == KIND_CHECK || user->kind == KIND_VIEW ||
        user->kind == KIND_FOREIGN || (user->kind == KIND_COLUMN && AS(Column, user)->generated))
        replace_object(planner, user, ways);
}

static void replace_worded(Planner *planner, Object *user, int ways)
{
    if (user->kind != KIND_FOREIGN)
        replace_expression_user(planner, user, ways);
}

void replace_worded_users(Planner *planner, const Object *old, int ways)
{
    each_user(planner, old, replace_worded, ways);
}

void replace_expression_users(Planner *planner, const Object *old, int ways)
{
    each_user(planner, old, replace_expression_user, ways);
}

static void replace_view(Planner *planner, Object *user, int ways)
{
    bool body = object_is_routine(user) && AS(Function, user)->atomic;
    if (body || object_is_definition(user) || user->kind == KIND_TRIGGER || user->kind == KIND_POLICY ||
        user->kind == KIND_VIEW || (user->kind == KIND_COLUMN && AS(Column, user)->generated))
        replace_object(planner, user, ways);
}

void replace_views(Planner *planner, const Object *old, int ways)
{
    each_user(planner, old, replace_view, ways);
}

// Parts of a table or domain that is rebuilt as a whole are made again with it.
static bool is_within_rebuilt(const Planner *planner, const Object *new)
{
    return planner->rebuilt[new->parent->id] && new->kind != KIND_INDEX &&new->kind != KIND_TRIGGER;
}

// A column whose expression goes keeps its values: it is made again on the way back only.
static bool is_kept(const Object *old, const Object *new)
{
    return old->kind == KIND_COLUMN && AS(Column, old)->generated && !AS(Column, new)->generated;
}

static bool is_left_by_columns(const Object *old)
{
    return object_is_type(old) ||
           (old->kind == KIND_DEFINITION && AS(const Definition, old)->class == CLASS_COLLATION);
}

void replace_object(Planner *planner, Object *old, int ways)
{
    Object *new = match_new(planner->match, old);
    if (is_carried(planner, old)) { // with what it is there
        replace_object(planner, object_of(old), ways);
        return;
    }
    ways &= new &&is_kept(old, new) ? WAY_DOWN : WAY_BOTH;
    if (!new || !ways || (planner->replaced[old->id] & ways) == ways || is_within_rebuilt(planner, new))
        return;
    if (!planner->replaced[old->id]) {
        Rank rank = rank_of_drop(old);
        // What else goes when all names are new makes room for the new one.
        if (object_is_routine(old) || rank > RANK_RENAME)
            rank = is_left_by_columns(old) ? RANK_DROP_REMADE_TYPE : RANK_DROP_ROUTINE;
        Step *drop = planner_add(planner, STEP_DROP, rank, old, NULL);
        steps_put(&planner->unmaking, old, drop);
        grade_definition(drop, old);
        steps_put(&planner->making, new, planner_add(planner, STEP_CREATE, rank_of_create(new), NULL, new));
    }
    planner->replaced[old->id] |= (uint8_t)ways;
    steps_get(&planner->unmaking, old)->ways = planner->replaced[old->id];
    steps_get(&planner->making, new)->ways = planner->replaced[old->id];
    replace_users(planner, old, ways);
    for (Object *child = old->kind == KIND_VIEW ? object_first(old) : NULL; child; child = child->next)
        if (child->kind == KIND_TRIGGER || child->kind == KIND_INDEX)
            replace_object(planner, child, WAY_BOTH);
}
