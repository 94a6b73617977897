// SPDX-License-Identifier: MIT
// The nodes of expression trees, made as the grammar reads them.
#include <string.h>

#include "grammar/expr_job.h"
#include "grammar/sqltoken.h"

void expr_fail(ExprJob *job, ExprFaultWhy why, Span span)
{
    if (!job->failed) {
        job->fault.why = why;
        job->fault.span = span;
    }
    job->failed = true;
}

static Expr *new_node(ExprJob *job, ExprKind kind, Span span)
{
    if (++job->nodes > EXPR_NODES_MAX)
        expr_fail(job, EXPR_FAULT_LARGE, span);
    Expr *expr = ARENA_NEW(job->arena, Expr);
    expr->kind = (uint8_t)kind;
    expr->span = span;
    expr->depth = 1;
    return expr;
}

static void take_depth(ExprJob *job, Expr *expr, const Expr *kid)
{
    if (kid->depth >= expr->depth)
        expr->depth = (uint16_t)(kid->depth + 1);
    if (expr->depth > EXPR_DEPTH_MAX)
        expr_fail(job, EXPR_FAULT_DEEP, expr->span);
}

Expr *expr_over(ExprJob *job, ExprKind kind, Span span, ExprList kids)
{
    Expr *expr = new_node(job, kind, span);
    expr->first = kids.first;
    for (const Expr *kid = kids.first; kid; kid = kid->next)
        take_depth(job, expr, kid);
    return expr;
}

ExprList expr_one(Expr *expr)
{
    return (ExprList){expr, expr};
}

ExprList expr_add(ExprList list, Expr *expr)
{
    if (!expr)
        return list;
    if (!list.last)
        return expr_one(expr);
    list.last->next = expr;
    list.last = expr;
    return list;
}

ExprList expr_join(ExprList a, ExprList b)
{
    if (!a.last)
        return b;
    a.last->next = b.first;
    return (ExprList){a.first, b.last ? b.last : a.last};
}

Expr *expr_over_value(ExprJob *job, ExprKind kind, Span span, Expr *first, ExprList rest)
{
    return expr_over(job, kind, span, expr_join(expr_one(first), rest));
}

Expr *expr_node(ExprJob *job, ExprKind kind, Span span, Expr *a, Expr *b, Expr *c)
{
    return expr_over(job, kind, span, expr_add(expr_add(expr_add((ExprList){NULL, NULL}, a), b), c));
}

Expr *expr_with(Expr *expr, ExprOp op, unsigned flags)
{
    expr->op = (uint8_t)op;
    expr->flags |= (uint16_t)flags;
    return expr;
}

Expr *expr_paren(Expr *expr)
{
    expr->flags |= EXPR_PAREN;
    return expr;
}

// ---- names and leaves ----

static const Word *name_at(ExprJob *job, Span span)
{
    return sql_name(job->words, expr_job_text(job, span), span_length(span));
}

ExprPath expr_path(ExprJob *job, Span name)
{
    bool quoted = *expr_job_text(job, name) == '"';
    return (ExprPath){.name = name_at(job, name), .span = name, .name_span = name, .quoted = quoted};
}

ExprPath expr_path_add(ExprJob *job, ExprPath path, Span name)
{
    if (path.schema)
        expr_fail(job, EXPR_FAULT_SYNTAX, name);
    path.schema = path.qualifier;
    path.qualifier = path.name;
    path.name = name_at(job, name);
    path.name_span = name;
    path.span.end = name.end;
    path.quoted = *expr_job_text(job, name) == '"';
    return path;
}

// Words of a type with one space between them, whatever stood there.
ExprPath expr_path_words(ExprJob *job, Span words)
{
    const char *text = expr_job_text(job, words);
    char joined[64];
    size_t size = 0;
    for (size_t at = 0; at < span_length(words) && size < sizeof joined; at++) {
        bool space = strchr(" \t\r\n\f\v", text[at]) != NULL;
        if (space && size && joined[size - 1] == ' ')
            continue;
        joined[size++] = space ? ' ' : (char)(text[at] | 32);
    }
    const Word *name = words_get(job->words, joined, size);
    return (ExprPath){.name = name, .span = words, .name_span = words};
}

Expr *expr_text_leaf(ExprJob *job, ExprKind kind, Span span)
{
    Expr *expr = new_node(job, kind, span);
    expr->name = sql_name(job->words, expr_job_text(job, span), span_length(span));
    return expr;
}

Expr *expr_string_leaf(ExprJob *job, Span span)
{
    Expr *expr = new_node(job, EXPR_STRING, span);
    expr->name = sql_string(job->words, job->arena, expr_job_text(job, span), span_length(span));
    if (!expr->name)
        expr_fail(job, EXPR_FAULT_SYNTAX, span);
    return expr;
}

static Expr *named(ExprJob *job, ExprKind kind, Span span, ExprPath path, ExprList kids)
{
    Expr *expr = expr_over(job, kind, span, kids);
    expr->name = path.name;
    expr->qualifier = path.qualifier;
    expr->schema = path.schema;
    expr->name_start = path.name_span.start;
    expr->name_end = path.name_span.end;
    return expr;
}

Expr *expr_column_leaf(ExprJob *job, ExprPath path)
{
    return named(job, EXPR_COLUMN, path.span, path, (ExprList){NULL, NULL});
}

Expr *expr_field(ExprJob *job, Span span, Expr *of, Span name)
{
    Expr *expr = expr_node(job, EXPR_FIELD, span, of, NULL, NULL);
    if (span_is_set(name))
        expr->name = name_at(job, name);
    expr->name_start = name.start;
    expr->name_end = name.end;
    return expr;
}

Expr *expr_collate(ExprJob *job, Span span, Expr *of, ExprPath path)
{
    return named(job, EXPR_COLLATE, span, path, expr_one(of));
}

// ---- calls ----

Expr *expr_call(ExprJob *job, Span span, ExprPath path, ExprList args, unsigned flags)
{
    Expr *expr = named(job, EXPR_CALL, span, path, args);
    expr->flags |= (uint16_t)flags;
    return expr;
}

Expr *expr_named_call(ExprJob *job, Span span, const char *name, ExprList args)
{
    ExprPath path = {.name = words_text(job->words, name), .name_span = {span.start, span.start}};
    return named(job, EXPR_CALL, span, path, args);
}

Expr *expr_current(ExprJob *job, Span word, Expr *precision)
{
    Span span = precision ? (Span){word.start, job->offset} : word;
    Expr *expr = expr_call(job, span, expr_path(job, word), expr_add((ExprList){NULL, NULL}, precision), 0);
    return expr_with(expr, EXPR_OP_NONE, EXPR_BARE);
}

Expr *expr_argument(ExprJob *job, Span span, Span name, Expr *value)
{
    return named(job, EXPR_ARGUMENT, span, expr_path(job, name), expr_one(value));
}

// trim(leading 'x' from y) is ltrim(y, 'x') to PostgreSQL too.
Expr *expr_trim(ExprJob *job, Span span, char side, Expr *set, ExprList rest)
{
    const char *name = side == 'l' ? "ltrim" : side == 'r' ? "rtrim" : "btrim";
    return expr_named_call(job, span, name, expr_add(rest, set));
}

Expr *expr_substring_for(ExprJob *job, Span span, Expr *of, Expr *length)
{
    Expr *one = new_node(job, EXPR_NUMBER, (Span){length->span.start, length->span.start});
    one->name = words_text(job->words, "1");
    return expr_named_call(job, span, "substring", expr_add(expr_add(expr_one(of), one), length));
}

static Expr *word_leaf(ExprJob *job, Span span)
{
    Expr *name = new_node(job, EXPR_STRING, span);
    name->name = name_at(job, span);
    return name;
}

Expr *expr_extract(ExprJob *job, Span span, Span field, Expr *of)
{
    bool text = strchr("'eE$", *expr_job_text(job, field)) &&
                memchr(expr_job_text(job, field), '\'', span_length(field));
    Expr *name = text ? expr_string_leaf(job, field) : word_leaf(job, field);
    return expr_named_call(job, span, "extract", expr_add(expr_one(name), of));
}

// normalize(x, nfc)
Expr *expr_normalize(ExprJob *job, Span span, Expr *of, Span form)
{
    return expr_named_call(job, span, "normalize", expr_add(expr_one(of), word_leaf(job, form)));
}

// ---- operators ----

static const struct {
    const char *text;
    uint8_t op;
    bool negated;
} SIGNS[] = {
    {"=", EXPR_OP_EQUAL, false},      {"==", EXPR_OP_EQUAL, false},         {"<>", EXPR_OP_UNEQUAL, false},
    {"!=", EXPR_OP_UNEQUAL, false},   {"<", EXPR_OP_LESS, false},           {"<=", EXPR_OP_LESS_EQUAL, false},
    {">", EXPR_OP_GREATER, false},    {">=", EXPR_OP_GREATER_EQUAL, false}, {"+", EXPR_OP_PLUS, false},
    {"-", EXPR_OP_MINUS, false},      {"*", EXPR_OP_TIMES, false},          {"/", EXPR_OP_DIVIDE, false},
    {"%", EXPR_OP_MODULO, false},     {"^", EXPR_OP_POWER, false},          {"||", EXPR_OP_CONCAT, false},
    {"~", EXPR_OP_MATCH, false},      {"~*", EXPR_OP_IMATCH, false},        {"!~", EXPR_OP_UNMATCH, false},
    {"!~*", EXPR_OP_IUNMATCH, false}, {"~~", EXPR_OP_LIKE, false},          {"!~~", EXPR_OP_LIKE, true},
    {"~~*", EXPR_OP_ILIKE, false},    {"!~~*", EXPR_OP_ILIKE, true},
};

ExprSign expr_sign(ExprJob *job, Span span)
{
    const char *text = expr_job_text(job, span);
    size_t length = span_length(span);
    for (size_t at = 0; at < sizeof SIGNS / sizeof *SIGNS; at++)
        if (strlen(SIGNS[at].text) == length && !memcmp(SIGNS[at].text, text, length))
            return (ExprSign){.op = SIGNS[at].op, .negated = SIGNS[at].negated, .span = span};
    return (ExprSign){.op = EXPR_OP_OTHER, .name = words_get(job->words, text, length), .span = span};
}

// operator(pg_catalog.+) is +; one of another schema may be anything.
ExprSign expr_sign_from(ExprJob *job, Span span, ExprPath where, Span text)
{
    ExprSign sign = expr_sign(job, text);
    sign.span = span;
    if (where.qualifier || strcmp(where.name->text, "pg_catalog") != 0) {
        sign.op = EXPR_OP_OTHER;
        sign.negated = false;
        sign.name = words_get(job->words, expr_job_text(job, text), span_length(text));
        sign.qualifier = where.name;
    }
    return sign;
}

ExprSign expr_like_sign(ExprJob *job, Span span)
{
    const char *text = expr_job_text(job, span);
    bool negated = (*text | 32) == 'n';
    if (negated)
        for (text += 3; strchr(" \t\r\n\f\v", *text);)
            text++;
    char first = (char)(*text | 32);
    ExprOp op = first == 'l'   ? EXPR_OP_LIKE
                : first == 'i' ? EXPR_OP_ILIKE
                : first == 's' ? EXPR_OP_SIMILAR
                : first == 'g' ? EXPR_OP_GLOB
                               : EXPR_OP_REGEXP;
    return (ExprSign){.op = op, .negated = negated, .span = span};
}

static Expr *signed_node(Expr *expr, ExprSign sign)
{
    expr->op = (uint8_t)sign.op;
    expr->flags |= sign.negated ? EXPR_NOT : 0;
    expr->name = sign.name;
    expr->qualifier = sign.qualifier;
    expr->name_start = sign.span.start;
    expr->name_end = sign.span.end;
    return expr;
}

Expr *expr_unary(ExprJob *job, Span span, ExprSign sign, Expr *of)
{
    if (sign.op != EXPR_OP_PLUS && sign.op != EXPR_OP_MINUS && sign.op != EXPR_OP_OTHER) {
        sign.op = EXPR_OP_OTHER; // ~ before an operand is not the regex operator
        sign.negated = false;
        sign.name = words_get(job->words, expr_job_text(job, sign.span), span_length(sign.span));
    }
    return signed_node(expr_node(job, EXPR_UNARY, span, of, NULL, NULL), sign);
}

Expr *expr_binary(ExprJob *job, Span span, ExprSign sign, Expr *left, Expr *right)
{
    bool like = sign.op >= EXPR_OP_LIKE && sign.op <= EXPR_OP_REGEXP;
    return signed_node(expr_node(job, like ? EXPR_LIKE : EXPR_BINARY, span, left, right, NULL), sign);
}

Expr *expr_quantified(ExprJob *job, Span span, ExprSign sign, Expr *left, Expr *right, unsigned flags)
{
    Expr *expr = signed_node(expr_node(job, EXPR_QUANTIFIED, span, left, right, NULL), sign);
    expr->flags |= (uint16_t)flags;
    return expr;
}

Expr *expr_case(ExprJob *job, Span span, Expr *operand, ExprList pairs, Expr *otherwise)
{
    ExprList kids = expr_join(expr_add((ExprList){NULL, NULL}, operand), pairs);
    Expr *expr = expr_over(job, EXPR_CASE, span, expr_add(kids, otherwise));
    return expr_with(expr, EXPR_OP_NONE, (operand ? EXPR_OPERAND : 0u) | (otherwise ? EXPR_ELSE : 0u));
}
