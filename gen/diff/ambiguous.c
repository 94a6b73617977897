// SPDX-License-Identifier: MIT
// What two schemas leave open: a thing that vanished and one of the same shape that appeared may be the
// same thing renamed. Nobody is asked; the schema must say.
#include <string.h>

#include "gen/diff/private.h"
#include "gen/model/names.h"

// Sizes up to which pairs are compared; a table that lost and gained more columns is another table.
enum { PAIRS_MAX = 64 };

static bool same_shape_column(const ChangeList *list, const Object *old, const Object *new)
{
    int changed = diff_objects(list, old, new);
    return !(changed & (CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_nullable) |
                        CHANGED(ATTR_Column_generated) | CHANGED(ATTR_Column_identity)));
}

static bool has_column_like(const ChangeList *list, const Object *table, const Object *column)
{
    const Object *other = model_find(list->to, KIND_COLUMN, table, column->name);
    const Type *from = AS(Column, column)->type, *to = other ? AS(Column, other)->type : NULL;
    return from && to && (from->user ? to->user != NULL : type_equal(*from, *to));
}

static uint32_t count_kind(const Object *parent, Kind kind)
{
    uint32_t count = 0;
    for (const Object *child = object_first(parent); child; child = child->next)
        count += child->kind == kind;
    return count;
}

// Tables whose columns are the same; enums whose labels are.
static bool same_shape_table(const ChangeList *list, const Object *old, const Object *new)
{
    if (count_kind(old, KIND_COLUMN) != count_kind(new, KIND_COLUMN))
        return false;
    for (const Object *child = object_first(old); child; child = child->next)
        if (child->kind == KIND_COLUMN && !has_column_like(list, new, child))
            return false;
    return true;
}

static bool same_shape_enum(const ChangeList *list, const Object *old, const Object *new)
{
    if (count_kind(old, KIND_LABEL) != count_kind(new, KIND_LABEL))
        return false;
    for (const Object *label = object_first(old); label; label = label->next)
        if (!model_find(list->to, KIND_LABEL, new, label->name))
            return false;
    return true;
}

static bool same_shape(const ChangeList *list, const Object *old, const Object *new)
{
    switch (old->kind) {
    case KIND_COLUMN: return same_shape_column(list, old, new);
    case KIND_TABLE: return same_shape_table(list, old, new);
    case KIND_SEQUENCE:
        return !(diff_objects(list, old, new) & ~(CHANGED_NAME | CHANGED_DOC | CHANGED_RIGHTS));
    case KIND_ENUM: return same_shape_enum(list, old, new);
    default: return false;
    }
}

static void report(DiffJob *job, const Object *old, const Object *new)
{
    const char *noun = kind_info[old->kind].noun;
    if (job->list->to->imported) {
        diag_report(job->diag, DIAG_ASSUMED, new->span, noun, new->name->text,
                    arena_print(job->arena, "is taken to be new, and '%s' to be gone", old->name->text));
        return;
    }
    diag_report(job->diag, DIAG_AMBIGUOUS, new->span, noun, old->name->text, noun, new->name->text);
    diag_note(job->diag, old->span, "'%s' stands here", old->name->text);
    Span behind = {new->span.end, new->span.end};
    Text name = {0};
    if (old->kind == KIND_LABEL)
        text_printf(&name, "'%s'", old->name->text);
    else
        name_put(&name, old->name->text);
    if (old->kind == KIND_COLUMN)
        diag_note(job->diag, behind, "if it is the same column, end it with: was %s;", name.bytes);
    else
        diag_fix(job->diag, behind, " was %s", name.bytes);
    text_free(&name);
    diag_note(job->diag, (Span){0}, "if it is not, say so in a migration block: drop %s;",
              object_path(job->arena, old));
}

static bool is_dropped(const DiffJob *job, const Object *old)
{
    return migration_find(job->list, ITEM_DROP, old) != NULL;
}

// A table that is parted in another way is another one, see parting.c.
static bool is_remade(const Match *match, Kind kind, const Object *old, const Object *new_home)
{
    const Object *new = kind == KIND_TABLE ? model_find(match->to, kind, new_home, old->name) : NULL;
    return new &&!match_old(match, new) && !match_new(match, old);
}

static void check_pairs(DiffJob *job, const Object *from_home, const Object *to_home, Kind kind)
{
    const Match *match = &job->list->match;
    const Object *gone[PAIRS_MAX];
    int pairs = 0, gone_count = 0;
    for (const Object *old = object_first(from_home); old && gone_count < PAIRS_MAX; old = old->next)
        if (!match_new(match, old) && old->kind == kind && !is_remade(match, kind, old, to_home))
            gone[gone_count++] = old;
    for (const Object *new = object_first(to_home); new; new = new->next) {
        if (match_old(match, new) || new->kind != kind)
            continue;
        for (int at = 0; at < gone_count && pairs < PAIRS_MAX; at++, pairs++)
            if (same_shape(job->list, gone[at], new) && !is_dropped(job, gone[at])) {
                report(job, gone[at], new);
                pairs++;
                break;
            }
    }
}

static bool mapped(const DiffJob *job, const Object *label)
{
    const Statement *map = migration_find(job->list, ITEM_MAP, label->parent);
    for (uint32_t at = 0; map && at < map->pair_count; at++)
        if (map->pairs[2 * at].word == label->name)
            return true;
    return false;
}

// Rows may hold a label that vanished; only the user knows what becomes of them.
static void check_label(DiffJob *job, const Object *label)
{
    const Object *to = match_new(&job->list->match, label->parent);
    if (!to || mapped(job, label))
        return;
    if (job->list->to->imported) {
        diag_report(job->diag, DIAG_ASSUMED, to->span, kind_info[to->kind].noun, to->name->text,
                    arena_print(job->arena, "lost its label '%s': the migration stops if a row holds it",
                                label->name->text));
        return;
    }
    diag_report(job->diag, DIAG_LABEL_GONE, to->span, to->name->text, label->name->text);
    diag_note(job->diag, label->span, "the label stands here");
    diag_note(job->diag, (Span){0},
              "renamed: write `new was %s` in the enum; gone: in a migration block, map %s { %s -> another }",
              label->name->text, to->name->text, label->name->text);
}

void check_ambiguous(DiffJob *job)
{
    const ChangeList *list = job->list;
    for (uint32_t at = 0; at < list->count; at++) {
        const Change *change = &list->changes[at];
        if (change->op == OP_DROP && change->from->kind == KIND_LABEL)
            check_label(job, change->from);
    }
    // Only homes that lost something of the kind need be looked at.
    const Object *seen[4] = {0};
    for (uint32_t at = 0; at < list->count; at++) {
        const Change *change = &list->changes[at];
        if (change->op != OP_DROP || !change->from->parent)
            continue;
        Kind kind = (Kind)change->from->kind;
        int slot = kind == KIND_COLUMN     ? 0
                   : kind == KIND_TABLE    ? 1
                   : kind == KIND_ENUM     ? 2
                   : kind == KIND_SEQUENCE ? 3
                                           : -1;
        const Object *home = change->from->parent;
        if (slot < 0 || seen[slot] == home || !match_new(&list->match, home))
            continue;
        seen[slot] = home;
        check_pairs(job, home, match_new(&list->match, home), kind);
    }
}
