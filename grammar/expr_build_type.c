// SPDX-License-Identifier: MIT
// Types inside expressions: casts and typed literals.
#include <stdlib.h>
#include <string.h>

#include "grammar/expr_job.h"

static const Word *two_words(ExprJob *job, const Word *first, const char *rest)
{
    const char *joined = arena_print(job->arena, "%s %s", first->text, rest);
    return words_get(job->words, joined, first->length + 1 + strlen(rest));
}

ExprType *expr_new_type(ExprJob *job, Span span, ExprPath path, const char *tail)
{
    ExprType *type = ARENA_NEW(job->arena, ExprType);
    type->name = tail ? two_words(job, path.name, tail) : path.name;
    type->schema = path.qualifier;
    type->span = span;
    type->quoted = path.quoted;
    if (path.schema)
        expr_fail(job, EXPR_FAULT_SYNTAX, path.span);
    return type;
}

ExprType *expr_type_add(ExprJob *job, ExprType *type, Span number, bool negative)
{
    const char *text = expr_job_text(job, number);
    size_t length = span_length(number);
    if (type->arg_count == 2 || length > 9 || strspn(text, "0123456789") < length) {
        expr_fail(job, EXPR_FAULT_SYNTAX, number);
        return type;
    }
    long value = strtol(text, NULL, 10);
    type->args[type->arg_count++] = negative ? -value : value;
    return type;
}

ExprType *expr_type_tail(ExprJob *job, Span span, ExprType *type, const char *tail)
{
    if (tail)
        type->name = two_words(job, type->name, tail);
    type->span = span;
    return type;
}

ExprType *expr_type_dim(ExprType *type, Span span)
{
    if (type->dims < UINT8_MAX)
        type->dims++;
    type->span = span;
    return type;
}

Expr *expr_cast(ExprJob *job, Span span, Expr *of, const ExprType *type, unsigned flags)
{
    Expr *expr = expr_node(job, EXPR_CAST, span, of, NULL, NULL);
    expr->type = type;
    return expr_with(expr, EXPR_OP_NONE, flags);
}

// date '2020-01-01'
Expr *expr_typed(ExprJob *job, Span span, ExprPath path, const char *tail, Span string)
{
    Span name = {span.start, string.start};
    return expr_cast(job, span, expr_string_leaf(job, string), expr_new_type(job, name, path, tail),
                     EXPR_TYPED);
}

// timestamp(3) '2020-01-01': up to the string it looked like a call.
Expr *expr_typed_call(ExprJob *job, Span span, Expr *call, const char *tail, Span string)
{
    ExprPath path = {.name = call->name, .qualifier = call->qualifier, .schema = call->schema};
    ExprType *type = expr_new_type(job, call->span, path, tail);
    for (const Expr *kid = call->first; kid; kid = kid->next) {
        if (kid->kind == EXPR_NUMBER)
            expr_type_add(job, type, kid->span, false);
        else
            expr_fail(job, EXPR_FAULT_SYNTAX, string);
    }
    if (call->flags & ~(unsigned)EXPR_PAREN || !call->first)
        expr_fail(job, EXPR_FAULT_SYNTAX, string);
    return expr_cast(job, span, expr_string_leaf(job, string), type, EXPR_TYPED);
}

static bool is_field(ExprJob *job, Span span)
{
    static const char *const FIELDS[] = {"year", "month", "day", "hour", "minute", "second"};
    const char *name = expr_path(job, span).name->text;
    for (size_t at = 0; at < sizeof FIELDS / sizeof *FIELDS; at++)
        if (!strcmp(name, FIELDS[at]))
            return true;
    return false;
}

// interval '1' day, interval '1-2' year to month
Expr *expr_interval(ExprJob *job, Span span, ExprPath path, Span string, Span from, Span to)
{
    bool ranged = span_is_set(to);
    bool right = !strcmp(path.name->text, "interval") && !path.qualifier;
    if (!right || !is_field(job, from) || (ranged && !is_field(job, to)))
        expr_fail(job, EXPR_FAULT_SYNTAX, from);
    const char *fields = expr_path(job, from).name->text;
    if (ranged)
        fields = arena_print(job->arena, "%s to %s", fields, expr_path(job, to).name->text);
    return expr_typed(job, span, path, fields, string);
}
