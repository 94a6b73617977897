// SPDX-License-Identifier: MIT
// Dialects that cannot alter what a table is made of: the table is rebuilt, once for all its changes.
#include "gen/plan/private.h"
#include "grammar/expr.h"

static void mark(Planner *planner, const Object *old_table)
{
    const Object *new = match_new(planner->match, old_table);
    if (new)
        planner->rebuilt[new->id] = 1;
}

static bool is_literal(const Planner *planner, Span span)
{
    const Model *model = planner->list->to;
    Arena scratch = {0};
    const Expr *expr = expr_parse(model->words, &scratch, span_text(model->sources, span), span, NULL);
    bool literal = expr && (expr->kind == EXPR_NUMBER || expr->kind == EXPR_STRING ||
                            expr->kind == EXPR_BOOL || expr->kind == EXPR_NULL);
    arena_free(&scratch);
    return literal;
}

// ADD COLUMN takes no default but a literal, and no value that is stored by computing it
// (sqlite.org/lang_altertable.html, section 5).
static bool can_add(const Planner *planner, const Object *new)
{
    const Column *column = AS(Column, new);
    bool has_default = span_is_set(column->default_.span);
    if (column->identity || column->generated == GENERATED_STORED || (column->type && column->type->user))
        return false;
    if (has_default && !is_literal(planner, column->default_.span))
        return false;
    return (column->nullable || has_default) && !migration_find(planner->list, ITEM_BACKFILL, new);
}

static bool is_plain(const Planner *planner, const Change *change)
{
    const Object *object = change->to ? change->to : change->from;
    int names = CHANGED_BESIDE;
    if (object->kind == KIND_INDEX || object->kind == KIND_SEED || object->kind == KIND_TRIGGER)
        return true;
    if (object->kind == KIND_COLUMN && change->op == OP_ADD)
        return can_add(planner, object);
    if (change->op == OP_ALTER && !(change->changed & ~names))
        return object->kind == KIND_COLUMN || object->kind == KIND_TABLE || !(change->changed & CHANGED_NAME);
    return false;
}

static void mark_user(Planner *planner, Object *user, int ways)
{
    if (user->kind == KIND_COLUMN)
        mark(planner, user->parent);
    else if (user->kind == KIND_DOMAIN)
        each_user(planner, user, mark_user, ways);
}

static void mark_change(Planner *planner, const Change *change)
{
    const Object *object = change->from ? change->from : change->to;
    const Object *home = object->parent;
    if (object->kind == KIND_TABLE && change->op == OP_ALTER && !is_plain(planner, change))
        mark(planner, object);
    else if (home && home->kind == KIND_TABLE && !is_plain(planner, change))
        mark(planner, change->from                      ? home
                      : match_old(planner->match, home) ? match_old(planner->match, home)
                                                        : home);
    else if (change->from && (object->kind == KIND_DOMAIN))
        each_user(planner, object, mark_user, WAY_BOTH);
    if (home && (home->kind == KIND_ENUM || home->kind == KIND_DOMAIN)) {
        const Object *old = change->from ? home : match_old(planner->match, home);
        if (old)
            each_user(planner, old, mark_user, WAY_BOTH);
    }
}

// A rebuild renames columns by itself, so the foreign keys of other tables that name them must be
// written anew as well.
static bool spread_to_children(Planner *planner)
{
    const Model *to = planner->list->to;
    bool more = false;
    const Object *object;
    for (uint32_t at = 0; (object = model_next(to, KIND_FOREIGN, &at));) {
        if (planner->rebuilt[object->parent->id] || !match_old(planner->match, object->parent))
            continue;
        const Foreign *foreign = AS(Foreign, object);
        for (uint32_t target = 0; target < foreign->targets.count && planner->rebuilt[foreign->table->id];
             target++) {
            const Object *old = match_old(planner->match, foreign->targets.at[target]);
            if (old && old->name != foreign->targets.at[target]->name)
                planner->rebuilt[object->parent->id] = 1;
        }
        more = more || planner->rebuilt[object->parent->id];
    }
    return more;
}

void find_rebuilt(Planner *planner)
{
    for (uint32_t at = 0; at < planner->list->count; at++) {
        const Change *change = &planner->list->changes[at];
        const Object *home = change->to ? change->to->parent : change->from->parent;
        bool new_home =
            change->op == OP_ADD && home && home->kind != KIND_SCHEMA && !match_old(planner->match, home);
        if (!new_home)
            mark_change(planner, change);
    }
    const Model *to = planner->list->to;
    for (uint32_t at = 0; to->migration && at < to->count; at++) {
        const Object *column = to->objects[at];
        if (column->kind == KIND_COLUMN && match_old(planner->match, column->parent) &&
            migration_find(planner->list, ITEM_BACKFILL, column))
            planner->rebuilt[column->parent->id] = 1;
    }
    while (spread_to_children(planner))
        continue;
}

static void check_column(Planner *planner, Step *step, const Object *new)
{
    const Object *old = match_old(planner->match, new);
    const Statement *using;
    if (!old) {
        if (!column_has_value(planner, new)) {
            diag_report(planner->diag, DIAG_NO_VALUE, new->span, new->name->text);
            diag_note(planner->diag, (Span){0},
                      "make it nullable (?), give it a default (=), or write in a "
                      "migration block: backfill %s = $$ … $$;",
                      object_path(planner->arena, new));
        }
        return;
    }
    int changed = diff_objects(planner->list, old, new);
    if (changed & CHANGED(ATTR_Column_type) && AS(Column, old)->type && AS(Column, new)->type)
        column_loses(planner, old, new, &using);
    if (changed & CHANGED(ATTR_Column_nullable) && !AS(Column, new)->nullable &&
        !migration_find(planner->list, ITEM_BACKFILL, new))
        diag_report(planner->diag, DIAG_NULLS_MAY_STAND, new->span, new->name->text);
    (void)step;
}

void plan_table_whole(Planner *planner, Object *from, Object *to)
{
    Step *step = planner_add(planner, STEP_REBUILD, RANK_REBUILD, from, to);
    for (Object *child = object_first(to); child; child = child->next)
        if (child->kind == KIND_COLUMN)
            check_column(planner, step, child);
    for (Object *child = object_first(from); child; child = child->next) {
        if (child->kind == KIND_COLUMN && !match_new(planner->match, child))
            drop_is_stashed(planner, child, step);
        else if (child->kind == KIND_INDEX)
            replace_object(planner, child, WAY_BOTH);
    }
    replace_triggers(planner, from);
    replace_views(planner, from, WAY_BOTH); // and triggers of others that name it
}
