// SPDX-License-Identifier: MIT
// What a foreign key may point at.
#include "gen/check/rules.h"

bool columns_are_key(const Object *table, const Refs *columns)
{
    for (const Object *child = object_first(table); child; child = child->next) {
        if (child->kind == KIND_KEY && refs_same_set(&AS(Key, child)->columns, columns))
            return true;
        if (child->kind == KIND_UNIQUE && refs_same_set(&AS(Unique, child)->columns, columns))
            return true;
        if (child->kind != KIND_INDEX || !AS(Index, child)->unique ||
            span_is_set(AS(Index, child)->where.span))
            continue;
        const Elements *elements = &AS(Index, child)->elements;
        Object *at[32];
        Refs refs = {at, 0};
        for (uint32_t element = 0; element < elements->count && element < 32; element++)
            if (elements->at[element].column)
                at[refs.count++] = elements->at[element].column;
        if (refs.count == elements->count && refs_same_set(&refs, columns))
            return true;
    }
    return false;
}

static const char *list_names(RuleJob *job, const Refs *refs)
{
    const char *list = "";
    for (uint32_t at = 0; at < refs->count; at++)
        list =
            arena_print(job->builder->model->arena, "%s%s%s", list, at ? ", " : "", refs->at[at]->name->text);
    return list;
}

static bool types_meet(const Type *from, const Type *to)
{
    Type a = type_base(*from), b = type_base(*to);
    if (!type_is_known(a) || !type_is_known(b) || type_equal(a, b) || a.dims != b.dims)
        return !type_is_known(a) || !type_is_known(b) || a.dims == b.dims;
    if (a.user || b.user)
        return a.user == b.user;
    TypeClass one = type_class(a), two = type_class(b);
    bool numbers =
        one <= TYPE_CLASS_FLOAT && one >= TYPE_CLASS_INT && two <= TYPE_CLASS_FLOAT && two >= TYPE_CLASS_INT;
    return one == two || numbers;
}

static void rule_foreign_types(RuleJob *job, const Foreign *foreign)
{
    for (uint32_t at = 0; at < foreign->columns.count; at++) {
        const Object *from = foreign->columns.at[at], *to = foreign->targets.at[at];
        const Type *one = AS(Column, from)->type, *two = AS(Column, to)->type;
        if (!one || !two || types_meet(one, two))
            continue;
        diag_report(job->diag, DIAG_FOREIGN_TYPE, from->span, from->name->text, rule_type_text(job, one),
                    to->name->text, rule_type_text(job, two));
        diag_note(job->diag, to->span, "declared here");
    }
}

void rule_foreign(RuleJob *job, Object *object)
{
    const Foreign *foreign = AS(Foreign, object);
    const Refs *cleared = &foreign_rare(foreign)->cleared;
    rule_need(job, job->caps->storage || !foreign->not_valid, object->span, "`not valid`");
    rule_need(job, job->caps->storage || !foreign->not_enforced, object->span, "`not enforced`");
    rule_need(job, job->caps->storage || !foreign->period, object->span, "`period`");
    rule_need(job, job->caps->storage || !cleared->count, object->span, "columns of `on delete`");
    if (!foreign->table || !foreign->targets.count || !foreign->columns.count)
        return;
    if (foreign->columns.count != foreign->targets.count) {
        diag_report(job->diag, DIAG_FOREIGN_COUNT, object->span, foreign->columns.count,
                    foreign->targets.count);
        return;
    }
    bool key = columns_are_key(foreign->table, &foreign->targets);
    if (!key && job->builder->model->declared == DIALECT_SQLITE) {
        diag_report(job->diag, DIAG_FOREIGN_MISMATCH, object->span, foreign->table->name->text,
                    list_names(job, &foreign->targets));
    } else if (!key) {
        diag_report(job->diag, DIAG_FOREIGN_NO_KEY, object->span, foreign->table->name->text,
                    list_names(job, &foreign->targets));
        diag_note(job->diag, foreign->table->span, "add to it: unique (%s);",
                  list_names(job, &foreign->targets));
    }
    rule_foreign_types(job, foreign);
    if (foreign->on_update == ACTION_SET_NULL || !cleared->count)
        cleared = &foreign->columns;
    for (uint32_t at = 0; at < cleared->count; at++)
        if ((foreign->on_delete == ACTION_SET_NULL || foreign->on_update == ACTION_SET_NULL) &&
            !AS(Column, cleared->at[at])->nullable)
            diag_report(job->diag, DIAG_FOREIGN_SET_NULL, object->span, cleared->at[at]->name->text);
}
