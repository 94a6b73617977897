// SPDX-License-Identifier: MIT
// Expressions as SQLite reads them: the same meaning, or a diagnostic that says what is missing.
#include <string.h>

#include "gen/emit/expr_lite.h"

void lite_lacks(PrintJob *job, const Expr *expr, const char *what)
{
    if (!job->failed && job->diag)
        diag_report(job->diag, DIAG_EXPR_DIALECT, expr->span, what);
    job->failed = true;
}

Type lite_type(const PrintJob *job, const Expr *expr)
{
    const ExprSql *how = job->how;
    if (expr->kind == EXPR_COLUMN && how->column_type)
        return type_base(how->column_type(how->context, expr));
    if (expr->kind == EXPR_NUMBER)
        return type_of(strpbrk(expr->name->text, ".eE") ? TYPE_NUMERIC : TYPE_INT8);
    if (expr->kind == EXPR_CAST)
        return type_base(lite_named_type(job, expr->type));
    if (expr->kind == EXPR_UNARY && expr->op == EXPR_OP_MINUS)
        return lite_type(job, expr->first);
    if (expr->kind == EXPR_CALL)
        return lite_call_type(expr);
    bool list = expr->kind == EXPR_BETWEEN || expr->kind == EXPR_IN || expr->kind == EXPR_LIKE ||
                expr->kind == EXPR_IS;
    bool sign = expr->kind == EXPR_BINARY && expr->op >= EXPR_OP_OR && expr->op <= EXPR_OP_NOT_DISTINCT;
    if (expr->kind == EXPR_BOOL || list || sign || (expr->kind == EXPR_UNARY && expr->op == EXPR_OP_NOT))
        return type_of(TYPE_BOOL);
    if (expr->kind != EXPR_BINARY || expr->op < EXPR_OP_PLUS || expr->op > EXPR_OP_MODULO)
        return (Type){.id = TYPE_NONE};
    Type left = lite_type(job, expr->first), right = lite_type(job, expr_second(expr));
    if (left.id == TYPE_NONE || right.id == TYPE_NONE)
        return (Type){.id = TYPE_NONE};
    return type_class(left) >= type_class(right) ? left : right; // int, numeric, float stand in this order
}

// SQLite's own order: in, like, between and is stand with =, below <; || above *.
int lite_level(const Expr *expr)
{
    bool json = expr->kind == EXPR_BINARY && expr->op == EXPR_OP_OTHER && !strncmp(expr->name->text, "->", 2);
    bool glue = expr->kind == EXPR_BINARY && expr->op == EXPR_OP_CONCAT;
    bool equality = expr->kind == EXPR_BINARY && (expr->op == EXPR_OP_EQUAL || expr->op == EXPR_OP_UNEQUAL);
    bool list = expr->kind == EXPR_BETWEEN || expr->kind == EXPR_IN || expr->kind == EXPR_LIKE ||
                expr->kind == EXPR_QUANTIFIED;
    return json || glue ? LEVEL_GLUE : equality || list ? LEVEL_IS : print_level(expr);
}

// In PostgreSQL a text takes the type of what stands beside it; in SQLite only beside a column of numbers.
static void check_beside(PrintJob *job, const Expr *value, const Expr *other)
{
    TypeClass class = type_class(lite_type(job, value));
    bool number = class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT;
    if (other->kind == EXPR_STRING && (class == TYPE_CLASS_BOOL || (number && value->kind != EXPR_COLUMN)))
        lite_lacks(job, other, "how to compare this text with a value that is none");
}

static bool is_time(const PrintJob *job, const Expr *expr)
{
    Type type = lite_type(job, expr);
    TypeClass class = type_class(type);
    return class == TYPE_CLASS_DATETIME || class == TYPE_CLASS_INTERVAL;
}

// A number without fraction is held as an integer, so that 10.00 / 4 would be 2.
static void print_division(PrintJob *job, const Expr *expr)
{
    const Expr *left = expr->first, *right = left->next;
    TypeClass a = type_class(lite_type(job, left)), b = type_class(lite_type(job, right));
    if (a == TYPE_CLASS_NONE || b == TYPE_CLASS_NONE) {
        lite_lacks(job, expr, "whether this division is one of whole numbers");
    } else if (a == TYPE_CLASS_INT && b == TYPE_CLASS_INT) {
        print_binary(job, expr, "/");
    } else {
        text_puts(job->out, "cast(");
        print_lite(job, left);
        text_puts(job->out, " as real) / ");
        print_operand(job, right, LEVEL_POWER);
    }
}

static bool is_integer(const PrintJob *job, const Expr *expr)
{
    return type_class(lite_type(job, expr)) == TYPE_CLASS_INT;
}

static void print_other(PrintJob *job, const Expr *expr)
{
    const char *sign = expr->name->text;
    bool json = !strcmp(sign, "->") || !strcmp(sign, "->>");
    bool bits = (!strcmp(sign, "&") || !strcmp(sign, "|") || !strcmp(sign, "<<") || !strcmp(sign, ">>")) &&
                is_integer(job, expr->first) && is_integer(job, expr_second(expr));
    if ((json || bits) && !expr->qualifier) {
        print_binary(job, expr, sign);
        return;
    }
    Text what = {0};
    text_printf(&what, "the operator %s", sign);
    lite_lacks(job, expr, text_string(&what));
    text_free(&what);
}

static void print_signs(PrintJob *job, const Expr *expr)
{
    const Expr *left = expr->first, *right = left->next;
    bool sum = expr->op >= EXPR_OP_PLUS && expr->op <= EXPR_OP_POWER;
    if (expr->op >= EXPR_OP_EQUAL && expr->op <= EXPR_OP_NOT_DISTINCT) {
        check_beside(job, left, right);
        check_beside(job, right, left);
    }
    if (sum && (is_time(job, left) || is_time(job, right)))
        lite_lacks(job, expr, "arithmetic on dates and times");
    else if (expr->op == EXPR_OP_DISTINCT)
        print_binary(job, expr, "is not");
    else if (expr->op == EXPR_OP_NOT_DISTINCT)
        print_binary(job, expr, "is");
    else if (expr->op == EXPR_OP_DIVIDE)
        print_division(job, expr);
    else if (expr->op == EXPR_OP_POWER)
        lite_lacks(job, expr, "the operator ^");
    else if (expr->op >= EXPR_OP_MATCH && expr->op <= EXPR_OP_IUNMATCH)
        lite_lacks(job, expr, "regular expressions");
    else if (expr->op == EXPR_OP_OTHER)
        print_other(job, expr);
    else
        print_binary(job, expr, expr_op_text(expr));
}

static void print_in_list(PrintJob *job, const Expr *value, const Expr *items, bool not )
{
    for (const Expr *item = items; item; item = item->next)
        check_beside(job, value, item);
    print_operand(job, value, LEVEL_OTHER);
    text_puts(job->out, not ? " not in (" : " in (");
    print_list(job, items);
    text_char(job->out, ')');
}

static void print_quantified(PrintJob *job, const Expr *expr)
{
    const Expr *array = expr_second(expr);
    bool any = expr->op == EXPR_OP_EQUAL && !(expr->flags & EXPR_ALL);
    bool none = expr->op == EXPR_OP_UNEQUAL && expr->flags & EXPR_ALL;
    if (array->kind == EXPR_CAST && array->first->kind == EXPR_ARRAY)
        array = array->first; // (array['a'])::text[]
    if (array->kind != EXPR_ARRAY || !array->first || !(any || none))
        lite_lacks(job, expr, "arrays");
    else
        print_in_list(job, expr->first, array->first, none);
}

static void print_symmetric(PrintJob *job, const Expr *expr)
{
    const Expr *value = expr->first, *low = value->next, *high = low->next;
    const char *not = expr->flags & EXPR_NOT ? "not " : "";
    text_printf(job->out, "%s(", not );
    for (int turn = 0; turn < 2; turn++) {
        text_puts(job->out, turn ? " or " : "");
        print_operand(job, value, LEVEL_OTHER);
        text_puts(job->out, " between ");
        print_operand(job, turn ? high : low, LEVEL_OTHER);
        text_puts(job->out, " and ");
        print_operand(job, turn ? low : high, LEVEL_OTHER);
    }
    text_char(job->out, ')');
}

static void print_collate(PrintJob *job, const Expr *expr)
{
    const char *name = expr->name->text;
    bool bytes = !strcmp(name, "C") || !strcmp(name, "POSIX") || !strcmp(name, "ucs_basic");
    bool own = !strcmp(name, "binary") || !strcmp(name, "nocase") || !strcmp(name, "rtrim");
    if (!bytes && !own) {
        lite_lacks(job, expr, "this collation");
        return;
    }
    print_operand(job, expr->first, LEVEL_COLLATE);
    text_printf(job->out, " collate %s", bytes ? "binary" : name);
}

static void print_unary(PrintJob *job, const Expr *expr)
{
    const Expr *of = expr->first;
    if (expr->op == EXPR_OP_OTHER && !(!strcmp(expr->name->text, "~") && is_integer(job, of))) {
        lite_lacks(job, expr, "this operator");
        return;
    }
    text_puts(job->out, expr_op_text(expr));
    text_puts(job->out, expr->op == EXPR_OP_NOT || of->kind == EXPR_UNARY ? " " : "");
    print_operand(job, of, expr->op == EXPR_OP_NOT ? LEVEL_NOT : LEVEL_SIGN);
}

static bool is_now(const Expr *expr)
{
    static const char *const NAMES[] = {"now", "current_timestamp", "transaction_timestamp",
                                        "statement_timestamp", "clock_timestamp"};
    for (size_t at = 0; expr->kind == EXPR_CALL && at < sizeof NAMES / sizeof *NAMES; at++)
        if (!strcmp(NAMES[at], expr->name->text))
            return true;
    return false;
}

// now() at time zone 'utc' is what CURRENT_TIMESTAMP is in SQLite.
static void print_zone(PrintJob *job, const Expr *expr)
{
    const Expr *zone = expr_second(expr);
    while (zone && zone->kind == EXPR_CAST)
        zone = zone->first;
    bool utc = zone && zone->kind == EXPR_STRING &&
               (!strcmp(zone->name->text, "utc") || !strcmp(zone->name->text, "UTC"));
    if (utc && is_now(expr->first))
        text_puts(job->out, "current_timestamp");
    else
        lite_lacks(job, expr, "time zones");
}

bool lite_is_literal(const Expr *expr)
{
    if (expr->kind == EXPR_UNARY)
        return expr->op <= EXPR_OP_MINUS && expr->op >= EXPR_OP_PLUS && expr->first->kind == EXPR_NUMBER;
    if (expr->kind == EXPR_CAST)
        return expr->first->kind == EXPR_STRING || expr->first->kind == EXPR_NULL;
    bool zone = expr->kind == EXPR_AT_ZONE && is_now(expr->first);
    bool date = expr->kind == EXPR_CALL && (!strcmp(expr->name->text, "current_date"));
    return expr->kind <= EXPR_STRING || is_now(expr) || zone || date;
}

static void print_row(PrintJob *job, const Expr *expr)
{
    text_char(job->out, '(');
    print_list(job, expr->first);
    text_char(job->out, ')');
}

static void print_is_lite(PrintJob *job, const Expr *expr)
{
    if (expr->op != EXPR_OP_UNKNOWN) {
        print_is(job, expr);
        return;
    }
    print_operand(job, expr->first, LEVEL_COMPARE);
    text_puts(job->out, expr->flags & EXPR_NOT ? " is not null" : " is null");
}

static void print_rest(PrintJob *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_NULL: text_puts(job->out, "null"); break;
    case EXPR_BOOL: text_puts(job->out, expr->flags & EXPR_IS_TRUE ? "true" : "false"); break;
    case EXPR_NUMBER: text_puts(job->out, expr->name->text); break;
    case EXPR_STRING: expr_sql_string(job->out, expr->name->text, expr->name->length); break;
    case EXPR_ROW: print_row(job, expr); break;
    case EXPR_COLLATE: print_collate(job, expr); break;
    case EXPR_AT_ZONE: print_zone(job, expr); break;
    case EXPR_QUANTIFIED: print_quantified(job, expr); break;
    case EXPR_BITS: // x'…' is a blob there
        if (*expr->name->text == 'x')
            text_puts(job->out, expr->name->text);
        else
            lite_lacks(job, expr, "bit strings");
        break;
    case EXPR_FIELD: lite_lacks(job, expr, "composite values"); break;
    default: lite_lacks(job, expr, "arrays");
    }
}

void print_lite(PrintJob *job, const Expr *expr)
{
    switch ((ExprKind)expr->kind) {
    case EXPR_COLUMN: print_column(job, expr); break;
    case EXPR_CALL: lite_call(job, expr); break;
    case EXPR_CAST: lite_cast(job, expr); break;
    case EXPR_UNARY: print_unary(job, expr); break;
    case EXPR_BINARY: print_signs(job, expr); break;
    case EXPR_BETWEEN:
        check_beside(job, expr->first, expr_second(expr));
        check_beside(job, expr->first, expr_second(expr)->next);
        if (expr->flags & EXPR_SYMMETRIC)
            print_symmetric(job, expr);
        else
            print_between(job, expr);
        break;
    case EXPR_IN:
        if (expr->first->kind == EXPR_ROW)
            lite_lacks(job, expr, "lists of rows behind in");
        else
            print_in_list(job, expr->first, expr_second(expr), expr->flags & EXPR_NOT);
        break;
    case EXPR_IS: print_is_lite(job, expr); break;
    case EXPR_LIKE: lite_like(job, expr); break;
    case EXPR_CASE: print_case(job, expr); break;
    default: print_rest(job, expr);
    }
}
