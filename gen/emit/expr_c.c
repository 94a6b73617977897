// SPDX-License-Identifier: MIT
// Conditions. SQL has three truth values; a condition is printed as "it is true" or as "it is false", two
// plain C conditions of which neither holds for NULL. So and, or, not need no third value.
#include "gen/emit/expr_c.h"

#include <string.h>

#include "gen/emit/expr_c_job.h"

void c_give_up(CJob *job, const Expr *expr)
{
    if (!job->why)
        job->why = expr;
}

bool c_goes_on(CJob *job, const Expr *expr)
{
    enum { LONGEST = 64 * 1024 }; // abs(abs(…)) names its value twice at each level
    if (job->out->length - job->start > LONGEST)
        c_give_up(job, expr);
    return !job->why;
}

static void print_present(CJob *job, const Expr *expr)
{
    if (!c_may_be_null(job, expr))
        return;
    text_puts(job->out, "!");
    c_null(job, expr);
    text_puts(job->out, " && ");
}

static const char *inverse(ExprOp op, bool wanted)
{
    static const char *const SIGNS[][2] = {{"!=", "=="}, {"==", "!="}, {">=", "<"},
                                           {">", "<="},  {"<=", ">"},  {"<", ">="}};
    return SIGNS[op - EXPR_OP_EQUAL][wanted];
}

static void print_call2(CJob *job, const char *name, const Expr *a, const Expr *b)
{
    text_printf(job->out, "%s(", name);
    c_value(job, a);
    text_puts(job->out, ", ");
    c_value(job, b);
    text_puts(job->out, ")");
}

static bool is_text(CKind kind)
{
    return kind.kind == TYPE_C_TEXT || kind.kind == TYPE_C_ENUM;
}

// lower(a) = b and the like, without memory for the changed text.
static void print_folded(CJob *job, const Expr *a, CKind one, const Expr *b, CKind other, bool equal)
{
    text_puts(job->out, equal ? "schemac_text_equal_folded(" : "!schemac_text_equal_folded(");
    c_value(job, one.fold ? a->first : a);
    text_printf(job->out, ", '%c', ", one.fold ? one.fold : '=');
    c_value(job, other.fold ? b->first : b);
    text_printf(job->out, ", '%c', &unsure)", other.fold ? other.fold : '=');
}

static void compare_texts(CJob *job, const Expr *at, const Expr *a, CKind one, const Expr *b, CKind other,
                          const char *sign)
{
    bool equality = !strcmp(sign, "==") || !strcmp(sign, "!=");
    bool enums = one.kind == TYPE_C_ENUM || other.kind == TYPE_C_ENUM;
    bool nested = (one.fold && c_kind(job, a->first).fold) || (other.fold && c_kind(job, b->first).fold);
    bool ordered = one.bytes || other.bytes;
    if ((!equality && (enums || !ordered)) || nested || ((one.fold || other.fold) && !equality)) {
        c_give_up(job, at);
    } else if (one.fold || other.fold) {
        print_folded(job, a, one, b, other, *sign == '=');
    } else {
        print_call2(job, "schemac_text_compare", a, b);
        text_printf(job->out, " %s 0", sign);
    }
}

static bool is_decimal(CKind kind)
{
    return kind.kind == TYPE_C_NUMERIC || (kind.kind == TYPE_C_INT && kind.literal);
}

// `a sign b` of two values that are not NULL.
static void compare_values(CJob *job, const Expr *at, const Expr *a, const Expr *b, const char *sign)
{
    CKind one = c_kind(job, a), other = c_kind(job, b);
    bool floats = one.kind == TYPE_C_FLOAT || other.kind == TYPE_C_FLOAT;
    bool same_enum = one.kind != TYPE_C_ENUM || other.kind != TYPE_C_ENUM;
    if ((one.kind == TYPE_C_INT && other.kind == TYPE_C_INT) ||
        (one.kind == TYPE_C_BOOL && other.kind == TYPE_C_BOOL)) {
        c_value(job, a);
        text_printf(job->out, " %s ", sign);
        c_value(job, b);
    } else if (is_text(one) && is_text(other) && same_enum &&
               (one.kind == other.kind || one.literal || other.literal)) {
        compare_texts(job, at, a, one, b, other, sign);
    } else if (floats && (one.kind == TYPE_C_FLOAT || one.literal) &&
               (other.kind == TYPE_C_FLOAT || other.literal) && !is_text(one) && !is_text(other)) {
        text_puts(job->out, "schemac_float_compare(");
        c_value(job, a);
        text_puts(job->out, ", ");
        c_value(job, b);
        text_printf(job->out, ") %s 0", sign);
    } else if (is_decimal(one) && is_decimal(other)) {
        text_puts(job->out, "schemac_numeric_compare(");
        for (int side = 0; side < 2; side++) {
            const Expr *of = side ? b : a;
            text_puts(job->out, side ? ", " : "");
            if (c_kind(job, of).literal)
                c_numeric_literal(job->out, of);
            else
                c_value(job, of);
        }
        text_printf(job->out, ") %s 0", sign);
    } else {
        c_give_up(job, at);
    }
}

static void compare(CJob *job, const Expr *at, ExprOp op, const Expr *a, const Expr *b, bool wanted)
{
    if (a->kind == EXPR_NULL || b->kind == EXPR_NULL) {
        text_puts(job->out, "false");
        return;
    }
    text_puts(job->out, "(");
    print_present(job, a);
    print_present(job, b);
    compare_values(job, at, a, b, inverse(op, wanted));
    text_puts(job->out, ")");
}

// Never NULL: two NULLs are the same, a NULL and a value are not.
static void print_distinct(CJob *job, const Expr *expr, bool distinct)
{
    const Expr *a = expr->first, *b = a->next;
    text_puts(job->out, distinct ? "(" : "!(");
    c_null(job, a);
    text_puts(job->out, " != ");
    c_null(job, b);
    text_puts(job->out, " || (!");
    c_null(job, a);
    text_puts(job->out, " && ");
    if (a->kind == EXPR_NULL || b->kind == EXPR_NULL)
        text_puts(job->out, "false");
    else
        compare_values(job, expr, a, b, "!=");
    text_puts(job->out, "))");
}

static void join(CJob *job, const Expr *a, const Expr *b, bool wanted, bool both)
{
    text_puts(job->out, "(");
    c_truth(job, a, wanted);
    text_puts(job->out, both ? " && " : " || ");
    c_truth(job, b, wanted);
    text_puts(job->out, ")");
}

static void print_match(CJob *job, const Expr *expr, const Expr *a, const Expr *b, bool wanted)
{
    bool fold = expr->op == EXPR_OP_IMATCH || expr->op == EXPR_OP_IUNMATCH;
    bool inverted = expr->op == EXPR_OP_UNMATCH || expr->op == EXPR_OP_IUNMATCH;
    CKind one = c_kind(job, a), other = c_kind(job, b);
    if (one.kind != TYPE_C_TEXT || other.kind != TYPE_C_TEXT || !other.literal || one.fold) {
        c_give_up(job, expr);
        return;
    }
    text_puts(job->out, "(");
    print_present(job, a);
    text_printf(job->out, "%s", wanted == inverted ? "!" : "");
    text_puts(job->out, "schemac_text_matches(");
    c_value(job, a);
    text_puts(job->out, ", ");
    c_value(job, b);
    text_printf(job->out, ", %s, &unsure))", fold ? "true" : "false");
}

static void print_like(CJob *job, const Expr *expr, bool wanted)
{
    const Expr *value = expr->first, *pattern = value->next, *escape = pattern->next;
    CKind one = c_kind(job, value), other = c_kind(job, pattern);
    bool known = expr->op == EXPR_OP_LIKE || expr->op == EXPR_OP_ILIKE;
    bool plain =
        !escape || (escape->kind == EXPR_STRING && escape->name->length <= 1 && escape->name->text[0] >= 0);
    if (!known || !plain || one.kind != TYPE_C_TEXT || other.kind != TYPE_C_TEXT || one.fold || other.fold) {
        c_give_up(job, expr);
        return;
    }
    text_puts(job->out, "(");
    print_present(job, value);
    print_present(job, pattern);
    text_puts(job->out, wanted == !(expr->flags & EXPR_NOT) ? "schemac_text_like(" : "!schemac_text_like(");
    c_value(job, value);
    text_puts(job->out, ", ");
    c_value(job, pattern);
    text_printf(job->out, ", %d, %s, &wrong, &unsure))", escape ? escape->name->text[0] : '\\',
                expr->op == EXPR_OP_ILIKE ? "true" : "false");
}

static void print_binary(CJob *job, const Expr *expr, bool wanted)
{
    const Expr *a = expr->first, *b = a->next;
    if (expr->op == EXPR_OP_AND)
        join(job, a, b, wanted, wanted);
    else if (expr->op == EXPR_OP_OR)
        join(job, a, b, wanted, !wanted);
    else if (expr->op == EXPR_OP_DISTINCT || expr->op == EXPR_OP_NOT_DISTINCT)
        print_distinct(job, expr, (expr->op == EXPR_OP_DISTINCT) == wanted);
    else if (expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_GREATER_EQUAL)
        compare(job, expr, (ExprOp)expr->op, a, b, wanted);
    else if (expr->op >= EXPR_OP_MATCH && expr->op <= EXPR_OP_IUNMATCH)
        print_match(job, expr, a, b, wanted);
    else
        c_give_up(job, expr);
}

static void print_between(CJob *job, const Expr *expr, bool wanted)
{
    const Expr *value = expr->first, *low = value->next, *high = low->next;
    bool inside = wanted == !(expr->flags & EXPR_NOT);
    if (expr->flags & EXPR_SYMMETRIC) {
        c_give_up(job, expr);
        return;
    }
    text_puts(job->out, "(");
    compare(job, expr, EXPR_OP_GREATER_EQUAL, value, low, inside);
    text_puts(job->out, inside ? " && " : " || ");
    compare(job, expr, EXPR_OP_LESS_EQUAL, value, high, inside);
    text_puts(job->out, ")");
}

static void print_in(CJob *job, const Expr *expr, const Expr *value, const Expr *items, bool found)
{
    text_puts(job->out, "(");
    for (const Expr *item = items; item; item = item->next) {
        if (item != items)
            text_puts(job->out, found ? " || " : " && ");
        compare(job, expr, EXPR_OP_EQUAL, value, item, found);
    }
    text_puts(job->out, ")");
}

static void print_quantified(CJob *job, const Expr *expr, bool wanted)
{
    const Expr *value = expr->first, *array = value->next;
    bool any = expr->op == EXPR_OP_EQUAL && !(expr->flags & EXPR_ALL);
    bool none = expr->op == EXPR_OP_UNEQUAL && expr->flags & EXPR_ALL;
    if (array->kind != EXPR_ARRAY || !array->first || !(any || none))
        c_give_up(job, expr);
    else
        print_in(job, expr, value, array->first, any == wanted);
}

static void print_is(CJob *job, const Expr *expr, bool wanted)
{
    bool yes = wanted == !(expr->flags & EXPR_NOT);
    text_puts(job->out, yes ? "" : "!");
    if (expr->op == EXPR_OP_NULL) {
        c_null(job, expr->first);
    } else if (expr->op == EXPR_OP_UNKNOWN) {
        text_puts(job->out, "!(");
        c_truth(job, expr->first, true);
        text_puts(job->out, " || ");
        c_truth(job, expr->first, false);
        text_puts(job->out, ")");
    } else {
        c_truth(job, expr->first, expr->op == EXPR_OP_TRUE);
    }
}

// A value that is a boolean: a column, coalesce, case.
static void print_boolean(CJob *job, const Expr *expr, bool wanted)
{
    if (c_kind(job, expr).kind != TYPE_C_BOOL) {
        c_give_up(job, expr);
        return;
    }
    text_puts(job->out, "(");
    print_present(job, expr);
    text_puts(job->out, wanted ? "" : "!");
    c_value(job, expr);
    text_puts(job->out, ")");
}

void c_truth(CJob *job, const Expr *expr, bool wanted)
{
    if (!c_goes_on(job, expr))
        return;
    if (expr->kind == EXPR_BINARY)
        print_binary(job, expr, wanted);
    else if (expr->kind == EXPR_UNARY && expr->op == EXPR_OP_NOT)
        c_truth(job, expr->first, !wanted);
    else if (expr->kind == EXPR_BETWEEN)
        print_between(job, expr, wanted);
    else if (expr->kind == EXPR_IN)
        print_in(job, expr, expr->first, expr_second(expr), wanted == !(expr->flags & EXPR_NOT));
    else if (expr->kind == EXPR_QUANTIFIED)
        print_quantified(job, expr, wanted);
    else if (expr->kind == EXPR_IS)
        print_is(job, expr, wanted);
    else if (expr->kind == EXPR_LIKE)
        print_like(job, expr, wanted);
    else if (expr->kind == EXPR_NULL)
        text_puts(job->out, "false");
    else if (expr->kind == EXPR_BOOL)
        text_puts(job->out, wanted == !!(expr->flags & EXPR_IS_TRUE) ? "true" : "false");
    else
        print_boolean(job, expr, wanted);
}

bool expr_c_fails(Text *out, const Expr *check, const ExprC *how, const Expr **why)
{
    CJob job = {.out = out, .how = how, .start = out->length};
    c_truth(&job, check, false);
    if (job.why) {
        out->length = job.start;
        if (out->bytes)
            out->bytes[job.start] = '\0';
    }
    if (why)
        *why = job.why;
    return !job.why;
}
