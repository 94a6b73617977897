// SPDX-License-Identifier: MIT
// Enums: labels can be added and renamed in place; any other change makes the type anew.
#include <stdlib.h>
#include <string.h>

#include "gen/plan/private.h"

static Object *next_common(const Match *match, Object *label, bool old)
{
    while (label && !(old ? match_new(match, label) : match_old(match, label)))
        label = label->next;
    return label;
}

// Are labels gone, or do those that stay stand in another order?
static bool must_rebuild(const Planner *planner, const Object *from, const Object *to)
{
    if (match_loses_labels(planner->match, from))
        return true;
    Object *old = next_common(planner->match, object_first(from), true);
    Object *new = next_common(planner->match, object_first(to), false);
    while (old && new) {
        if (match_new(planner->match, old) != new)
            return true;
        old = next_common(planner->match, old->next, true);
        new = next_common(planner->match, new->next, false);
    }
    return false;
}

bool enum_changes(const Planner *planner, const Object *from)
{
    const Object *to = match_new(planner->match, from);
    if (!to || must_rebuild(planner, from, to))
        return to != NULL;
    for (const Object *label = object_first(to); label; label = label->next)
        if (!match_old(planner->match, label) || match_old(planner->match, label)->name != label->name)
            return true;
    return false;
}

int enum_ways(const Planner *planner, const Object *from)
{
    const Object *to = match_new(planner->match, from);
    if (!to || must_rebuild(planner, from, to))
        return to ? WAY_BOTH : 0;
    for (const Object *label = object_first(to); label; label = label->next)
        if (!match_old(planner->match, label))
            return WAY_DOWN;
    return 0;
}

// A column may also only name it, in its default.
static bool has_type(const Object *user, const Object *type)
{
    return user->kind == KIND_COLUMN && AS(const Column, user)->type->user == type;
}

static void replace_column_users(Planner *planner, Object *user, int ways)
{
    const Object *of = planner->asked;
    if (has_type(user, of))
        replace_expression_users(planner, user, ways);
    else if (object_is_routine(user) && routine_stands_on(planner, user, of))
        replace_object(planner, user, ways);
}

static int by_name(const void *a, const void *b)
{
    const Object *one = *(Object *const *)a, *two = *(Object *const *)b;
    int order = strcmp(object_schema(one)->name->text, object_schema(two)->name->text);
    order = order ? order : strcmp(one->parent->name->text, two->parent->name->text);
    return order ? order : strcmp(one->name->text, two->name->text);
}

static void report(Planner *planner, const Object *type, const char *what, const Object *column)
{
    const Object *to = match_new(planner->match, type);
    diag_report(planner->diag, DIAG_NOT_PLANNED, to->span, what, "column",
                object_path(planner->arena, column));
    diag_note(planner->diag, column->span, "the column stands here");
}

// Is the column generated, or another one of its table from it?
static bool is_in_generated(const Object *column)
{
    for (const Object *child = object_first(column->parent); child; child = child->next)
        if (child->kind == KIND_COLUMN && AS(Column, child)->generated &&
            (child == column || refs_have(&column_rare(AS(Column, child))->reads, column)))
            return true;
    return false;
}

// Rows are found again by their key, whose labels are led through the map, but not arrays of them. A table
// that is put aside gets the type without its new labels when they go; the expression of a generated column
// cannot.
static void check_user(Planner *planner, Object *user, int ways)
{
    const Object *type = has_type(user, planner->asked) ? planner->asked : NULL;
    const Object *table = type ? match_new(planner->match, user->parent) : NULL;
    const Step *gone = type && !table ? steps_get(&planner->unmaking, user->parent) : NULL;
    if (gone && gone->action == STEP_STASH && ways == WAY_DOWN && is_in_generated(user))
        report(planner, type, "new labels of an enum that a stashed table generates a column of", user);
    bool map = type && match_new(planner->match, type) &&
               migration_find(planner->list, ITEM_MAP, match_new(planner->match, type));
    if (!table || !map || ways != WAY_BOTH || !match_loses_labels(planner->match, type))
        return;
    Refs key = plan_row_key(planner->plan, user->parent);
    for (uint32_t at = 0; at < key.count; at++)
        if (match_old(planner->match, key.at[at]) == user && AS(Column, user)->type->dims)
            report(planner, type, "the end of a label in arrays that are a key", user);
}

void check_enum_users(Planner *planner, const Object *from, int ways)
{
    each_user(planner, from, check_user, ways);
}

static bool is_gone_before(const Planner *planner, const Object *column)
{
    const Step *step = steps_get(&planner->unmaking, column);
    return step && step->rank < RANK_ALTER_TYPE;
}

static void count_user(Planner *planner, Object *user, int ways)
{
    (void)ways;
    Refs *users = &planner->steps[planner->count - 1]->users;
    // A column that goes has the type until it does.
    bool stays = has_type(user, planner->asked) && match_new(planner->match, user->parent) &&
                 !is_gone_before(planner, user) && !is_carried(planner, user);
    if (stays && users->at)
        users->at[users->count] = user;
    users->count += stays;
}

// The step is the last one made.
static void list_users(Planner *planner, Step *step, const Object *from)
{
    each_user(planner, from, count_user, WAY_BOTH);
    step->users = (Refs){ARENA_ARRAY(planner->arena, Object *, step->users.count + 1), 0};
    each_user(planner, from, count_user, WAY_BOTH);
    if (step->users.count)
        qsort(step->users.at, step->users.count, sizeof *step->users.at, by_name);
}

static void plan_rebuild(Planner *planner, Object *from, Object *to, int ways)
{
    Step *step = planner_add(planner, STEP_REBUILD, RANK_ALTER_TYPE, from, to);
    step->ways = (uint8_t)ways;
    step->statement = migration_find(planner->list, ITEM_MAP, to);
    steps_put(&planner->making, to, step); // what stands on it and is made anew waits for it
    planner->stashes = planner->stashes || ways == WAY_BOTH;
    list_users(planner, step, from);
    for (uint32_t at = 0; ways == WAY_BOTH && at < step->users.count; at++)
        if (!plan_row_key(planner->plan, step->users.at[at]->parent).count)
            step_grade(step, GRADE_LOSSY,
                       "which rows held a label that goes is forgotten, as a table has no key");
    each_user(planner, from, replace_column_users, ways);
    replace_namers(planner, from, ways);
    check_enum_users(planner, from, ways);
}

static void plan_labels(Planner *planner, Object *to)
{
    Step *before = NULL;
    for (Object *label = object_first(to); label; label = label->next) {
        Object *old = match_old(planner->match, label);
        if (!old) {
            Step *step = planner_add(planner, STEP_ADD_LABEL, RANK_LABEL, NULL, label);
            step->ways = WAY_UP;
            planner_after(planner, step, before);
            before = step;
        } else if (old->name != label->name) {
            Step *step = planner_add(planner, STEP_RENAME, RANK_RENAME, old, label);
            step->changed = CHANGED_NAME;
        }
    }
}

void plan_enum(Planner *planner, Object *from, Object *to)
{
    planner->replaced[from->id] = WAY_BOTH; // once for all its labels
    if (must_rebuild(planner, from, to)) {
        plan_rebuild(planner, from, to, WAY_BOTH);
        return;
    }
    uint32_t before = planner->count;
    plan_labels(planner, to);
    bool added = false;
    for (uint32_t at = before; at < planner->count; at++)
        added = added || planner->steps[at]->action == STEP_ADD_LABEL;
    if (!added)
        return;
    // A label cannot be taken away: the way down makes the type anew, with the old names.
    for (uint32_t at = before; at < planner->count; at++)
        planner->steps[at]->ways = WAY_UP;
    plan_rebuild(planner, from, to, WAY_DOWN);
}
