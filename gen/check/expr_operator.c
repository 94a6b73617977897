// SPDX-License-Identifier: MIT
// Operators and the types they take.
#include <string.h>

#include "gen/check/expr_type_job.h"

static const Type NONE = {.id = TYPE_NONE};

// ---- literals against types ----

static void check_label(const TypeJob *job, const Expr *literal, Type type)
{
    const ExprScope *scope = job->scope;
    if (!scope->label || scope->label(scope->context, type, literal->name->text))
        return;
    diag_report(job->diag, DIAG_EXPR_LABEL, literal->span, literal->name->text, expr_name_of(job, type));
    Guess guess = {.name = literal->name->text};
    if (scope->feed_labels)
        scope->feed_labels(scope->context, type, &guess);
    if (guess_best(&guess))
        diag_fix(job->diag, literal->span, "'%s'", guess_best(&guess));
}

// A string takes the type of what stands beside it: can it?
void expr_check_literal(const TypeJob *job, const Expr *literal, Type type)
{
    if (!job->diag || literal->kind != EXPR_STRING || !expr_is_known(type))
        return;
    Type base = type_base(type);
    if (base.id == TYPE_ENUM && !base.dims)
        check_label(job, literal, base);
    else if (!expr_literal_fits(literal->name->text, base))
        diag_report(job->diag, DIAG_EXPR_LITERAL, literal->span, literal->name->text,
                    expr_name_of(job, base));
}

// ---- operators ----

static bool is_instant(Type type)
{
    return type.id == TYPE_DATE || type.id == TYPE_TIMESTAMP || type.id == TYPE_TIMESTAMPTZ;
}

// Has PostgreSQL a comparison of the two? True where that is not known.
static bool comparable(Type a, Type b)
{
    a = type_base(a);
    b = type_base(b);
    if (!expr_is_known(a) || !expr_is_known(b) || a.id == TYPE_UNKNOWN || b.id == TYPE_UNKNOWN)
        return true;
    if (!a.dims != !b.dims)
        return false;
    if (a.dims)
        return true;
    TypeClass one = type_class(a), other = type_class(b);
    if (one == TYPE_CLASS_OID || other == TYPE_CLASS_OID || a.id == TYPE_CHAR1 || b.id == TYPE_CHAR1)
        return true;
    if (a.id == TYPE_JSON || b.id == TYPE_JSON)
        return false;
    if (expr_is_number(a) && expr_is_number(b))
        return true;
    if (one == TYPE_CLASS_DATETIME && other == TYPE_CLASS_DATETIME)
        return is_instant(a) == is_instant(b);
    if (one == TYPE_CLASS_ENUM && other == TYPE_CLASS_ENUM)
        return type_equal(a, b);
    bool times = (a.id == TYPE_TIME && b.id == TYPE_INTERVAL) || (b.id == TYPE_TIME && a.id == TYPE_INTERVAL);
    return one == other || times;
}

static void report_operator(const TypeJob *job, const Expr *at, const char *sign, Type a, Type b)
{
    if (!job->diag)
        return;
    diag_report(job->diag, DIAG_EXPR_OPERATOR, at->span, sign, expr_name_of(job, a), expr_name_of(job, b));
}

void expr_check_pair(const TypeJob *job, const Expr *at, const Expr *left, Type a, const Expr *right, Type b)
{
    if (job->scope->loose)
        return;
    if (a.id == TYPE_UNKNOWN && b.id != TYPE_UNKNOWN)
        expr_check_literal(job, left, b);
    else if (b.id == TYPE_UNKNOWN && a.id != TYPE_UNKNOWN)
        expr_check_literal(job, right, a);
    else if (!comparable(a, b))
        report_operator(job, at,
                        at->kind == EXPR_BETWEEN ? "between"
                        : at->kind == EXPR_IN    ? "in"
                                                 : expr_op_text(at),
                        a, b);
}

void expr_need_boolean(const TypeJob *job, const Expr *of, Type type, const char *who)
{
    if (!job->diag || type.id == TYPE_UNKNOWN || !expr_is_known(type) || expr_is_class(type, TYPE_CLASS_BOOL))
        return;
    diag_report(job->diag, DIAG_EXPR_OPERAND, of->span, who, "a boolean", expr_name_of(job, type));
}

static bool is_span(Type type)
{
    return type.id == TYPE_INTERVAL;
}

static Type date_sum(ExprOp op, Type a, Type b, bool *known)
{
    *known = true;
    bool plus = op == EXPR_OP_PLUS, minus = op == EXPR_OP_MINUS;
    bool a_time = type_class(a) == TYPE_CLASS_DATETIME, b_time = type_class(b) == TYPE_CLASS_DATETIME;
    if (plus && (is_span(a) || expr_is_class(a, TYPE_CLASS_INT)) && b_time)
        return date_sum(op, b, a, known);
    if ((plus || minus) && a.id == TYPE_DATE && expr_is_class(b, TYPE_CLASS_INT))
        return a;
    if ((plus || minus) && a_time && is_span(b))
        return a.id == TYPE_DATE ? type_of(TYPE_TIMESTAMP) : type_of((TypeId)a.id);
    if (minus && a.id == TYPE_DATE && b.id == TYPE_DATE)
        return type_of(TYPE_INT4);
    if (minus && is_instant(a) && is_instant(b))
        return type_of(TYPE_INTERVAL);
    if (is_span(a) && is_span(b) && (plus || minus))
        return a;
    if (is_span(a) && expr_is_number(b) && !plus && !minus)
        return a;
    if (plus && ((a.id == TYPE_DATE && b.id == TYPE_TIME) || (b.id == TYPE_DATE && a.id == TYPE_TIME)))
        return type_of(TYPE_TIMESTAMP);
    bool literal = a.id == TYPE_UNKNOWN || b.id == TYPE_UNKNOWN; // of a type that it gets from the other
    bool none = expr_is_class(a, TYPE_CLASS_STRING) || expr_is_class(b, TYPE_CLASS_STRING) ||
                expr_is_class(a, TYPE_CLASS_BOOL) || expr_is_class(b, TYPE_CLASS_BOOL);
    *known = !literal && (none || (plus && is_instant(a) && is_instant(b)));
    return NONE;
}

// Kinds of values no arithmetic operator takes.
bool expr_never_counts(Type type)
{
    return expr_is_class(type, TYPE_CLASS_BOOL) || expr_is_class(type, TYPE_CLASS_STRING) ||
           expr_is_class(type, TYPE_CLASS_UUID) || expr_is_class(type, TYPE_CLASS_ENUM);
}

static Type type_sum(const TypeJob *job, const Expr *at, Type a, Type b)
{
    const Expr *left = at->first, *right = left->next;
    Type one = type_base(a), other = type_base(b);
    if (expr_is_number(one) && expr_is_number(other)) {
        Type join = expr_join_types(one, other);
        bool power = at->op == EXPR_OP_POWER && join.id != TYPE_NUMERIC;
        return power ? type_of(TYPE_FLOAT8) : type_of((TypeId)join.id);
    }
    if (expr_is_number(one) && other.id == TYPE_UNKNOWN) {
        expr_check_literal(job, right, one);
        return type_of((TypeId)one.id);
    }
    if (expr_is_number(other) && one.id == TYPE_UNKNOWN) {
        expr_check_literal(job, left, other);
        return type_of((TypeId)other.id);
    }
    bool json_minus = at->op == EXPR_OP_MINUS && one.id == TYPE_JSONB;
    if (!expr_is_known(one) || !expr_is_known(other) || one.dims || other.dims || json_minus)
        return NONE;
    bool known = false;
    Type result = NONE;
    if (type_class(one) == TYPE_CLASS_DATETIME || type_class(other) == TYPE_CLASS_DATETIME || is_span(one) ||
        is_span(other))
        result = date_sum((ExprOp)at->op, one, other, &known);
    else
        known = (expr_never_counts(one) || expr_never_counts(other)) && one.id != TYPE_UNKNOWN &&
                other.id != TYPE_UNKNOWN;
    if (known && result.id == TYPE_NONE)
        report_operator(job, at, expr_op_text(at), a, b);
    return result;
}

bool expr_is_glued(Type type)
{
    TypeClass class = type_class(type);
    return type.dims || class == TYPE_CLASS_JSON || class == TYPE_CLASS_BINARY || class == TYPE_CLASS_BIT ||
           class == TYPE_CLASS_TSEARCH || class == TYPE_CLASS_USER || class == TYPE_CLASS_NONE;
}

static Type type_concat(const TypeJob *job, const Expr *at, Type a, Type b)
{
    Type one = type_base(a), other = type_base(b);
    bool text = one.id == TYPE_UNKNOWN || other.id == TYPE_UNKNOWN || expr_is_class(one, TYPE_CLASS_STRING) ||
                expr_is_class(other, TYPE_CLASS_STRING);
    if (expr_is_glued(one))
        return type_equal(one, other) ? one : NONE;
    if (expr_is_glued(other))
        return NONE;
    if (!text)
        report_operator(job, at, "||", a, b);
    return type_of(TYPE_TEXT);
}

// like and ~ take text only; an enum or a number must be cast first.
void expr_need_text(const TypeJob *job, const Expr *at, const Expr *of, Type type)
{
    Type base = type_base(type);
    if (!job->diag || !expr_is_known(type) || base.id == TYPE_UNKNOWN ||
        expr_is_class(base, TYPE_CLASS_STRING) || expr_is_class(base, TYPE_CLASS_BINARY) ||
        at->op == EXPR_OP_GLOB || at->op == EXPR_OP_REGEXP)
        return;
    diag_report(job->diag, DIAG_EXPR_OPERAND, of->span,
                arena_print(job->diag->arena, "'%s'", expr_op_text(at)), "text", expr_name_of(job, type));
}

Type expr_type_binary(const TypeJob *job, const Expr *expr)
{
    const Expr *left = expr->first, *right = left->next;
    Type a = expr_type_of(job, left), b = expr_type_of(job, right);
    if (expr->op == EXPR_OP_AND || expr->op == EXPR_OP_OR) {
        const char *who = expr->op == EXPR_OP_AND ? "'and'" : "'or'";
        expr_need_boolean(job, left, a, who);
        expr_need_boolean(job, right, b, who);
    } else if (expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_NOT_DISTINCT) {
        expr_check_pair(job, expr, left, a, right, b);
    } else if (expr->op >= EXPR_OP_PLUS && expr->op <= EXPR_OP_POWER) {
        return type_sum(job, expr, a, b);
    } else if (expr->op == EXPR_OP_CONCAT) {
        return type_concat(job, expr, a, b);
    } else if (expr->op >= EXPR_OP_MATCH && expr->op <= EXPR_OP_IUNMATCH) {
        expr_need_text(job, expr, left, a);
        expr_need_text(job, expr, right, b);
    } else {
        bool json = type_base(a).id == TYPE_JSON || type_base(a).id == TYPE_JSONB;
        if (json && (!strcmp(expr->name->text, "->>") || !strcmp(expr->name->text, "#>>")))
            return type_of(TYPE_TEXT);
        return json && (!strcmp(expr->name->text, "->") || !strcmp(expr->name->text, "#>")) ? type_base(a)
                                                                                            : NONE;
    }
    return type_of(TYPE_BOOL);
}
