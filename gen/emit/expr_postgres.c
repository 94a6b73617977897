// SPDX-License-Identifier: MIT
// Expressions as PostgreSQL reads them; parsing what is printed gives an equal tree.
#include <string.h>

#include "gen/emit/expr_print.h"

static void print_type(Text *out, const ExprType *type)
{
    const char *name = type->name->text, *tail = strstr(name, " with");
    if (type->schema) {
        expr_sql_name(out, type->schema);
        text_char(out, '.');
    }
    bool words = strchr(name, ' ') != NULL;
    if (type->quoted && !strcmp(name, "char"))
        text_puts(out, "\"char\""); // bare it is char(1)
    else if (type->quoted || (!words && type->schema))
        expr_sql_name(out, type->name);
    else
        text_add(out, name, tail ? (size_t)(tail - name) : strlen(name));
    for (unsigned at = 0; at < type->arg_count; at++)
        text_printf(out, "%s%lld", at ? "," : "(", (long long)type->args[at]);
    if (type->arg_count)
        text_char(out, ')');
    text_puts(out, tail ? tail : "");
    for (unsigned at = 0; at < type->dims; at++)
        text_puts(out, "[]");
}

static void print_call(PrintJob *job, const Expr *expr)
{
    const char *name = expr->name->text;
    if (expr->flags & EXPR_BARE) {
        text_puts(job->out, name);
        if (!expr->first)
            return;
    } else if (!expr->qualifier && (!strcmp(name, "extract") || !strcmp(name, "position"))) {
        text_printf(job->out, "%s(", name);
        print_operand(job, expr->first, LEVEL_OTHER);
        text_puts(job->out, *name == 'e' ? " from " : " in ");
        print_operand(job, expr_second(expr), *name == 'e' ? LEVEL_OR : LEVEL_OTHER);
        text_char(job->out, ')');
        return;
    } else {
        if (expr->qualifier) {
            expr_sql_name(job->out, expr->qualifier);
            text_char(job->out, '.');
        }
        bool special = !expr->qualifier && (!strcmp(name, "left") || !strcmp(name, "right"));
        if (special)
            text_puts(job->out, name);
        else
            expr_sql_name(job->out, expr->name);
    }
    text_puts(job->out, expr->flags & EXPR_DISTINCT ? "(distinct " : "(");
    if (expr->flags & EXPR_STAR)
        text_char(job->out, '*');
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        if (kid != expr->first)
            text_puts(job->out, ", ");
        if ((expr->flags & EXPR_VARIADIC) && !kid->next)
            text_puts(job->out, "variadic ");
        if (kid != expr->first && !strcmp(name, "normalize") && kid->kind == EXPR_STRING)
            text_puts(job->out, kid->name->text); // nfc, which is no text
        else
            print_postgres(job, kid);
    }
    text_char(job->out, ')');
}

// or is looser than like, which needs what stands at its sides to be tighter.
static void print_like(PrintJob *job, const Expr *expr)
{
    const Expr *pattern = expr_second(expr);
    print_operand(job, expr->first, LEVEL_OTHER);
    text_printf(job->out, " %s%s ", expr->flags & EXPR_NOT ? "not " : "", expr_op_text(expr));
    print_operand(job, pattern, LEVEL_OTHER);
    if (pattern->next) {
        text_puts(job->out, " escape ");
        print_operand(job, pattern->next, LEVEL_OTHER);
    }
}

static void print_subscript(PrintJob *job, const Expr *expr)
{
    const Expr *kid = expr_second(expr);
    print_operand(job, expr->first, LEVEL_VALUE);
    text_char(job->out, '[');
    if (!(expr->flags & EXPR_SLICE)) {
        print_postgres(job, kid);
    } else {
        if (expr->flags & EXPR_LOW) {
            print_postgres(job, kid);
            kid = kid->next;
        }
        text_char(job->out, ':');
        if (expr->flags & EXPR_HIGH)
            print_postgres(job, kid);
    }
    text_char(job->out, ']');
}

static void print_field(PrintJob *job, const Expr *expr)
{
    text_char(job->out, '(');
    print_postgres(job, expr->first);
    text_puts(job->out, ").");
    if (expr->name)
        expr_sql_name(job->out, expr->name);
    else
        text_char(job->out, '*');
}

static void print_wrapped(PrintJob *job, const char *before, const Expr *first, const char *after)
{
    text_puts(job->out, before);
    print_list(job, first);
    text_puts(job->out, after);
}

static void print_quantified(PrintJob *job, const Expr *expr)
{
    bool like = expr->op >= EXPR_OP_LIKE;
    print_operand(job, expr->first, LEVEL_OTHER);
    text_printf(job->out, " %s%s %s ", like && expr->flags & EXPR_NOT ? "not " : "", expr_op_text(expr),
                expr->flags & EXPR_ALL ? "all" : "any");
    print_wrapped(job, "(", expr_second(expr), ")");
}

static void print_unary(PrintJob *job, const Expr *expr)
{
    text_puts(job->out, expr_op_text(expr));
    const Expr *of = expr->first;
    bool tight = expr->op == EXPR_OP_MINUS && of->kind != EXPR_UNARY;
    text_puts(job->out, tight ? "" : " ");
    int level = expr->op == EXPR_OP_NOT ? LEVEL_NOT : expr->op == EXPR_OP_OTHER ? LEVEL_PLUS : LEVEL_SIGN;
    print_operand(job, of, level);
}

static void print_sign(PrintJob *job, const Expr *expr)
{
    if (!expr->qualifier) {
        print_binary(job, expr, expr_op_text(expr));
        return;
    }
    Text sign = {0};
    text_puts(&sign, "operator(");
    expr_sql_name(&sign, expr->qualifier);
    text_printf(&sign, ".%s)", expr->name->text);
    print_binary(job, expr, text_string(&sign));
    text_free(&sign);
}

static void print_collate(PrintJob *job, const Expr *expr)
{
    print_operand(job, expr->first, LEVEL_COLLATE);
    text_puts(job->out, " collate ");
    if (expr->qualifier) {
        expr_sql_name(job->out, expr->qualifier);
        text_char(job->out, '.');
    }
    expr_sql_name(job->out, expr->name);
}

static void print_zone(PrintJob *job, const Expr *expr)
{
    print_operand(job, expr->first, LEVEL_COLLATE);
    text_puts(job->out, expr_second(expr) ? " at time zone " : " at local");
    if (expr_second(expr))
        print_operand(job, expr_second(expr), LEVEL_VALUE);
}

static void print_leaf(PrintJob *job, const Expr *expr)
{
    if (expr->kind == EXPR_NULL)
        text_puts(job->out, "null");
    else if (expr->kind == EXPR_BOOL)
        text_puts(job->out, expr->flags & EXPR_IS_TRUE ? "true" : "false");
    else if (expr->kind == EXPR_STRING)
        expr_sql_string(job->out, expr->name->text, expr->name->length);
    else
        text_puts(job->out, expr->name->text);
}

// An interval held to some of its fields is written as the standard has it: interval '1' day.
static void print_cast(PrintJob *job, const Expr *expr)
{
    const char *name = expr->type->name->text, *of = "interval ";
    if (!strncmp(name, of, strlen(of)) && expr->first->kind == EXPR_STRING) {
        text_puts(job->out, of);
        print_leaf(job, expr->first);
        text_printf(job->out, " %s", name + strlen(of));
        return;
    }
    print_operand(job, expr->first, LEVEL_CAST);
    text_puts(job->out, "::");
    print_type(job->out, expr->type);
}

static void print_rest(PrintJob *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_QUANTIFIED: print_quantified(job, expr); break;
    case EXPR_ARRAY: print_wrapped(job, "array[", expr->first, "]"); break;
    case EXPR_ROW: print_wrapped(job, "row(", expr->first, ")"); break;
    case EXPR_SUBSCRIPT: print_subscript(job, expr); break;
    case EXPR_FIELD: print_field(job, expr); break;
    case EXPR_COLLATE: print_collate(job, expr); break;
    case EXPR_AT_ZONE: print_zone(job, expr); break;
    case EXPR_ARGUMENT:
        expr_sql_name(job->out, expr->name);
        print_wrapped(job, " => ", expr->first, "");
        break;
    default: print_leaf(job, expr);
    }
}

void print_postgres(PrintJob *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_COLUMN: print_column(job, expr); break;
    case EXPR_CALL: print_call(job, expr); break;
    case EXPR_CAST: print_cast(job, expr); break;
    case EXPR_UNARY: print_unary(job, expr); break;
    case EXPR_BINARY: print_sign(job, expr); break;
    case EXPR_BETWEEN: print_between(job, expr); break;
    case EXPR_IN:
        print_operand(job, expr->first, LEVEL_OTHER);
        print_wrapped(job, expr->flags & EXPR_NOT ? " not in (" : " in (", expr_second(expr), ")");
        break;
    case EXPR_IS: print_is(job, expr); break;
    case EXPR_LIKE: print_like(job, expr); break;
    case EXPR_CASE: print_case(job, expr); break;
    default: print_rest(job, expr);
    }
}
