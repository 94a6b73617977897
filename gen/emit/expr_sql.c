// SPDX-License-Identifier: MIT
#include "gen/emit/expr_sql.h"
#include "gen/model/names.h"

#include <string.h>

#include "gen/emit/expr_print.h"

void expr_sql_string(Text *out, const char *bytes, size_t length)
{
    text_quoted(out, '\'', bytes, length);
}

void expr_sql_name(Text *out, const Word *name)
{
    name_put(out, name->text);
}

// How tightly an expression holds together; an operand that is looser gets parentheses.
int print_level(const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_UNARY: return expr->op == EXPR_OP_NOT ? LEVEL_NOT : LEVEL_SIGN;
    case EXPR_IS: return LEVEL_IS;
    case EXPR_BETWEEN:
    case EXPR_IN:
    case EXPR_LIKE: return LEVEL_LIST;
    case EXPR_QUANTIFIED: return LEVEL_OTHER;
    case EXPR_CAST: return LEVEL_CAST;
    case EXPR_AT_ZONE:
    case EXPR_COLLATE: return LEVEL_COLLATE;
    case EXPR_BINARY:
        return expr->op == EXPR_OP_OR                                             ? LEVEL_OR
               : expr->op == EXPR_OP_AND                                          ? LEVEL_AND
               : expr->op == EXPR_OP_DISTINCT || expr->op == EXPR_OP_NOT_DISTINCT ? LEVEL_IS
               : expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_GREATER_EQUAL   ? LEVEL_COMPARE
               : expr->op == EXPR_OP_PLUS || expr->op == EXPR_OP_MINUS            ? LEVEL_PLUS
               : expr->op >= EXPR_OP_TIMES && expr->op <= EXPR_OP_MODULO          ? LEVEL_TIMES
               : expr->op == EXPR_OP_POWER                                        ? LEVEL_POWER
                                                                                  : LEVEL_OTHER;
    default: return LEVEL_VALUE;
    }
}

void print_operand(PrintJob *job, const Expr *expr, int level)
{
    bool wrap = job->level(expr) < level;
    if (wrap)
        text_char(job->out, '(');
    job->print(job, expr);
    if (wrap)
        text_char(job->out, ')');
}

void print_list(PrintJob *job, const Expr *first)
{
    for (const Expr *kid = first; kid; kid = kid->next) {
        if (kid != first)
            text_puts(job->out, ", ");
        job->print(job, kid);
    }
}

void print_column(PrintJob *job, const Expr *expr)
{
    if (job->how->column) {
        job->how->column(job->how->context, job->out, expr);
        return;
    }
    if (expr->schema) {
        expr_sql_name(job->out, expr->schema);
        text_char(job->out, '.');
    }
    if (expr->qualifier) {
        expr_sql_name(job->out, expr->qualifier);
        text_char(job->out, '.');
    }
    expr_sql_name(job->out, expr->name);
}

void print_case(PrintJob *job, const Expr *expr)
{
    const Expr *kid = expr->first;
    text_puts(job->out, "case");
    if (expr->flags & EXPR_OPERAND) {
        text_char(job->out, ' ');
        print_operand(job, kid, LEVEL_VALUE);
        kid = kid->next;
    }
    for (; kid && kid->next; kid = kid->next->next) {
        text_puts(job->out, " when ");
        job->print(job, kid);
        text_puts(job->out, " then ");
        job->print(job, kid->next);
    }
    if (kid) {
        text_puts(job->out, " else ");
        job->print(job, kid);
    }
    text_puts(job->out, " end");
}

void print_between(PrintJob *job, const Expr *expr)
{
    const Expr *low = expr->first->next;
    print_operand(job, expr->first, LEVEL_OTHER);
    text_puts(job->out, expr->flags & EXPR_NOT ? " not between " : " between ");
    if (expr->flags & EXPR_SYMMETRIC)
        text_puts(job->out, "symmetric ");
    // between and "and" only signs, casts and values stand bare
    bool odd = low->kind == EXPR_AT_ZONE || low->kind == EXPR_COLLATE || low->kind == EXPR_QUANTIFIED;
    print_operand(job, low, odd ? LEVEL_VALUE : LEVEL_OTHER);
    text_puts(job->out, " and ");
    print_operand(job, low->next, LEVEL_OTHER);
}

void print_is(PrintJob *job, const Expr *expr)
{
    print_operand(job, expr->first, LEVEL_COMPARE);
    text_printf(job->out, " is %s%s", expr->flags & EXPR_NOT ? "not " : "", expr_op_text(expr));
}

void print_binary(PrintJob *job, const Expr *expr, const char *sign)
{
    int level = job->level(expr), right = level + 1;
    bool chain = expr->op == EXPR_OP_AND || expr->op == EXPR_OP_OR;
    bool loose = level == LEVEL_COMPARE || level == LEVEL_IS;
    print_operand(job, expr->first, loose ? level + 1 : level);
    text_printf(job->out, " %s ", sign);
    print_operand(job, expr_second(expr), chain ? level : right);
}

bool expr_sql(Text *out, const Expr *expr, const ExprSql *how, Diag *diag)
{
    PrintJob job = {.out = out, .how = how, .diag = diag};
    size_t before = out->length;
    job.print = how->dialect == TYPE_SQLITE ? print_lite : print_postgres;
    job.level = how->dialect == TYPE_SQLITE ? lite_level : print_level;
    bool wrap = how->is_default && how->dialect == TYPE_SQLITE && !lite_is_literal(expr);
    if (wrap)
        text_char(out, '(');
    job.print(&job, expr);
    if (wrap)
        text_char(out, ')');
    if (job.failed) {
        out->length = before;
        if (out->bytes)
            out->bytes[before] = '\0';
    }
    return !job.failed;
}
