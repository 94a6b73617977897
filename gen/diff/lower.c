// SPDX-License-Identifier: MIT
#include "gen/diff/lower.h"

#include <string.h>
#include <strings.h>

#include "grammar/expr.h"

typedef struct LowerJob {
    const ChangeList *list;
    const Model *model;   // of the type
    const Object *column; // that has it
    const Object *check;  // of the other model: is it a part of what the type says?
    Arena scratch;
} LowerJob;

static const Expr *parse(LowerJob *job, const char *text, Span span)
{
    return expr_parse(job->model->words, &job->scratch, text, span, NULL);
}

// What a domain calls `value` is the column.
static bool same_column(const void *context, const Expr *type, const Expr *check)
{
    const LowerJob *job = context;
    return check->name == job->column->name &&
           (type->name == check->name || !strcmp(type->name->text, "value"));
}

static bool says(LowerJob *job, const Expr *said)
{
    Span span = AS(Check, job->check)->expression.span;
    const Expr *check = parse(job, span_text(job->model->sources, span), span);
    ExprSame same = {.column = same_column, .lite = true, .context = job};
    return said && check && expr_equal(said, check, &same);
}

// column in ('a', 'b')
static bool says_labels(LowerJob *job, const Object *type)
{
    Text text = {0};
    text_printf(&text, "\"%s\" in (", job->column->name->text);
    for (const Object *label = object_first(type); label; label = label->next) {
        text_quoted(&text, '\'', label->name->text, label->name->length);
        text_puts(&text, label->next ? ", " : ")");
    }
    bool same = says(job, parse(job, text_string(&text), (Span){1, (uint32_t)text.length + 1}));
    text_free(&text);
    return same;
}

static bool says_domain(LowerJob *job, const Object *domain)
{
    for (const Object *child = object_first(domain); child; child = child->next) {
        Span span = AS(Check, child)->expression.span;
        if (child->name == job->check->name &&
            says(job, parse(job, span_text(job->model->sources, span), span)))
            return true;
    }
    return false;
}

// Is the check what the column's type says, or a part of it?
static bool is_said(const ChangeList *list, const Model *model, const Object *column, const Object *check)
{
    LowerJob job = {.list = list, .model = model, .column = column, .check = check};
    bool found = false;
    for (const Type *type = AS(Column, column)->type; type && type->user && !found;) {
        bool domain = type->id == TYPE_DOMAIN;
        found = domain ? says_domain(&job, type->user) : says_labels(&job, type->user);
        type = domain ? AS(Domain, type->user)->type : NULL;
    }
    arena_free(&job.scratch);
    return found;
}

static const Object *counterpart(const ChangeList *list, const Object *object, bool old)
{
    return old ? match_new(&list->match, object) : match_old(&list->match, object);
}

// A check that only one of the models has is said by a type in the other.
static bool is_lowered_check(const ChangeList *list, const Object *check, bool old)
{
    const Model *other = old ? list->to : list->from;
    const Object *table = counterpart(list, check->parent, old);
    for (const Object *child = table ? object_first(table) : NULL; child; child = child->next)
        if (child->kind == KIND_COLUMN && is_said(list, other, child, check))
            return true;
    return false;
}

static uint32_t count_checks(const Type *type)
{
    uint32_t count = 0;
    for (; type && type->id == TYPE_DOMAIN; type = AS(Domain, type->user)->type)
        for (const Object *child = object_first(AS(Object, type->user)); child; child = child->next)
            count++;
    return count + (type && type->id == TYPE_ENUM);
}

// Does the other table check all that the type says?
static bool is_checked(const ChangeList *list, const Object *column, bool old)
{
    const Model *model = old ? list->from : list->to;
    const Object *table = counterpart(list, column->parent, old);
    uint32_t found = 0;
    for (const Object *child = table ? object_first(table) : NULL; child; child = child->next)
        if (child->kind == KIND_CHECK && !counterpart(list, child, !old))
            found += is_said(list, model, column, child);
    return found == count_checks(AS(Column, column)->type);
}

static bool is_not_null(const Object *column)
{
    return !AS(Column, column)->nullable || domain_not_null(AS(Column, column)->type);
}

static bool same_default(const ChangeList *list, const Object *from, const Object *to)
{
    Span a = AS(Column, from)->default_.span, b = AS(Column, to)->default_.span;
    a = span_is_set(a) ? a : domain_default(AS(Column, from)->type);
    b = span_is_set(b) ? b : domain_default(AS(Column, to)->type);
    if (!span_is_set(a) || !span_is_set(b))
        return span_is_set(a) == span_is_set(b);
    Arena scratch = {0};
    const Model *model = list->to;
    const Expr *one = expr_parse(model->words, &scratch, span_text(model->sources, a), a, NULL);
    const Expr *other = expr_parse(model->words, &scratch, span_text(model->sources, b), b, NULL);
    bool same = one && other && expr_equal(one, other, &(ExprSame){.lite = true});
    arena_free(&scratch);
    return same;
}

bool lower_same_stored(const Object *from, const Object *to)
{
    const Type *a = from->kind == KIND_COLUMN ? AS(Column, from)->type : NULL;
    const Type *b = to->kind == KIND_COLUMN ? AS(Column, to)->type : NULL;
    Text one = {0}, other = {0};
    if (!a || !b)
        return false;
    type_print_stored(&one, *a, AS(Table, from->parent)->strict);
    type_print_stored(&other, *b, AS(Table, to->parent)->strict);
    bool same = one.length && !strcasecmp(text_string(&one), text_string(&other));
    text_free(&one);
    text_free(&other);
    return same;
}

static bool explains_column(const ChangeList *list, const Change *change)
{
    int meant = CHANGED(ATTR_Column_type) | CHANGED(ATTR_Column_default_) | CHANGED(ATTR_Column_nullable);
    const Object *from = change->from, *to = change->to;
    const Type *a = AS(Column, from)->type, *b = AS(Column, to)->type;
    if (change->changed & ~meant || !a || !b || !a->user == !b->user)
        return false; // one of them has a type that says more than how it is stored
    return lower_same_stored(from, to) && is_not_null(from) == is_not_null(to) &&
           same_default(list, from, to) && (!a->user || is_checked(list, from, true)) &&
           (!b->user || is_checked(list, to, false));
}

// A part of a type that the other model does not have at all; of one that both have it is a change.
static bool comes_with_type(const ChangeList *list, const Change *change)
{
    bool old = change->op == OP_DROP;
    return !counterpart(list, (old ? change->from : change->to)->parent, old);
}

static bool explains(const ChangeList *list, const Change *change)
{
    const Object *object = change->to ? change->to : change->from;
    switch ((Kind)object->kind) {
    case KIND_COLUMN: return change->op == OP_ALTER && explains_column(list, change);
    case KIND_ENUM:
    case KIND_DOMAIN: return change->op != OP_ALTER;
    case KIND_LABEL: return change->op != OP_ALTER && comes_with_type(list, change);
    case KIND_CHECK:
        if (change->op == OP_ALTER)
            return false;
        return object->parent->kind == KIND_DOMAIN ? comes_with_type(list, change)
                                                   : is_lowered_check(list, object, change->op == OP_DROP);
    default: return false;
    }
}

bool lower_explains(const ChangeList *list)
{
    for (uint32_t at = 0; at < list->count; at++)
        if (!explains(list, &list->changes[at]))
            return false;
    return list->count;
}
