// SPDX-License-Identifier: MIT
// Functions, casts and like for SQLite.
#include <string.h>

#include "gen/emit/expr_lite.h"

// What a function is called there. One that is not in this list does not mean the same, or is not there.
static const struct {
    const char *name, *lite;
    uint8_t result;
} CALLS[] = {
    {"abs", "abs", TYPE_NONE},
    {"coalesce", "coalesce", TYPE_NONE},
    {"nullif", "nullif", TYPE_NONE},
    {"length", "length", TYPE_INT4},
    {"char_length", "length", TYPE_INT4},
    {"character_length", "length", TYPE_INT4},
    {"lower", "lower", TYPE_TEXT},
    {"upper", "upper", TYPE_TEXT},
    {"btrim", "trim", TYPE_TEXT},
    {"ltrim", "ltrim", TYPE_TEXT},
    {"rtrim", "rtrim", TYPE_TEXT},
    {"replace", "replace", TYPE_TEXT},
    {"substring", "substr", TYPE_TEXT},
    {"substr", "substr", TYPE_TEXT},
    {"round", "round", TYPE_NUMERIC},
    {"strpos", "instr", TYPE_INT4},
    {"now", "", TYPE_TIMESTAMPTZ},
    {"current_timestamp", "", TYPE_TIMESTAMPTZ},
    {"transaction_timestamp", "", TYPE_TIMESTAMPTZ},
    {"statement_timestamp", "", TYPE_TIMESTAMPTZ},
    {"clock_timestamp", "", TYPE_TIMESTAMPTZ},
    {"current_date", "", TYPE_DATE},
    // SQLite's own, written in a block that is for it
    {"date", "date", TYPE_NONE},
    {"time", "time", TYPE_NONE},
    {"datetime", "datetime", TYPE_NONE},
    {"julianday", "julianday", TYPE_NONE},
    {"strftime", "strftime", TYPE_NONE},
    {"unixepoch", "unixepoch", TYPE_INT8},
    {"ifnull", "ifnull", TYPE_NONE},
    {"iif", "iif", TYPE_NONE},
    {"instr", "instr", TYPE_INT4},
    {"typeof", "typeof", TYPE_TEXT},
    {"hex", "hex", TYPE_TEXT},
    {"quote", "quote", TYPE_TEXT},
    {"unicode", "unicode", TYPE_INT4},
    {"randomblob", "randomblob", TYPE_NONE},
    {"zeroblob", "zeroblob", TYPE_NONE},
    {"json", "json", TYPE_NONE},
    {"json_valid", "json_valid", TYPE_NONE},
    {"json_type", "json_type", TYPE_TEXT},
    {"json_extract", "json_extract", TYPE_NONE},
    {"json_array_length", "json_array_length", TYPE_INT4},
};
enum { CALL_COUNT = sizeof CALLS / sizeof *CALLS };

static int find_call(const char *name)
{
    for (int at = 0; at < (int)CALL_COUNT; at++)
        if (!strcmp(CALLS[at].name, name))
            return at;
    return -1;
}

Type lite_call_type(const Expr *expr)
{
    int at = find_call(expr->name->text);
    return type_of(at < 0 ? TYPE_NONE : (TypeId)CALLS[at].result);
}

// A random version 4 UUID as text.
static const char UUID[] =
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' "
    "|| "
    "substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

static void print_arguments(PrintJob *job, const Expr *expr)
{
    text_char(job->out, '(');
    print_list(job, expr->first);
    text_char(job->out, ')');
}

static bool print_special(PrintJob *job, const Expr *expr)
{
    const char *name = expr->name->text;
    const Expr *first = expr->first;
    if (!strcmp(name, "position") && first && first->next) {
        text_puts(job->out, "instr(");
        print_lite(job, first->next);
        text_puts(job->out, ", ");
        print_lite(job, first);
        text_char(job->out, ')');
        return true;
    }
    if (!strcmp(name, "gen_random_uuid") && !first) {
        text_puts(job->out, UUID);
        return true;
    }
    if (!strcmp(name, "left") && first && first->next && first->next->kind == EXPR_NUMBER) {
        text_puts(job->out, "substr(");
        print_lite(job, first);
        text_puts(job->out, ", 1, ");
        print_lite(job, first->next);
        text_char(job->out, ')');
        return true;
    }
    return false;
}

// substring(x from 0) counts from before the text in PostgreSQL, from its end in SQLite.
static bool odd_substring(const Expr *expr)
{
    const Expr *from = expr_second(expr);
    bool sub = !strcmp(expr->name->text, "substring") || !strcmp(expr->name->text, "substr");
    return sub && (!from || from->kind != EXPR_NUMBER || !strcmp(from->name->text, "0"));
}

void lite_call(PrintJob *job, const Expr *expr)
{
    int at = find_call(expr->name->text);
    bool own = !expr->qualifier || !strcmp(expr->qualifier->text, "pg_catalog");
    bool plain = !(expr->flags & (EXPR_DISTINCT | EXPR_STAR | EXPR_VARIADIC));
    if (own && plain && print_special(job, expr))
        return;
    if (at < 0 || !own || !plain || odd_substring(expr)) {
        Text what = {0};
        text_printf(&what, "the function %s() as it is used here", expr->name->text);
        lite_lacks(job, expr, text_string(&what));
        text_free(&what);
        return;
    }
    if (!*CALLS[at].lite) {
        text_puts(job->out, CALLS[at].result == TYPE_DATE ? "current_date" : "current_timestamp");
        return;
    }
    text_puts(job->out, CALLS[at].lite);
    print_arguments(job, expr);
}

// ---- casts ----

Type lite_named_type(const PrintJob *job, const ExprType *named)
{
    Type type = {.id = TYPE_NONE};
    bool built_in = !named->quoted && (!named->schema || !strcmp(named->schema->text, "pg_catalog"));
    if (built_in &&
        type_parse(named->name->text, named->args, named->arg_count, named->dims, &type) == TYPE_OK)
        return type;
    if (job->how->type && job->how->type(job->how->context, named, &type)) {
        type.dims = named->dims;
        return type;
    }
    return (Type){.id = TYPE_NONE};
}

static bool is_true(const char *text)
{
    return strchr("tTyY1", *text) || !strcmp(text, "on") || !strcmp(text, "ON");
}

// '\x00ff'::bytea
static bool print_bytes(PrintJob *job, const char *text)
{
    if (text[0] != '\\' || text[1] != 'x' || text[2 + strspn(text + 2, "0123456789abcdefABCDEF")] ||
        strlen(text) % 2)
        return false;
    text_printf(job->out, "x'%s'", text + 2);
    return true;
}

static bool is_decimal(const char *text)
{
    text += *text == '-';
    return *text && !text[strspn(text, "0123456789.")] && strpbrk(text, "0123456789");
}

// A string with a type is written as SQLite holds values of that type.
static void cast_literal(PrintJob *job, const Expr *expr, Type type)
{
    const Expr *of = expr->first;
    const char *text = of->name->text;
    TypeClass class = type_class(type);
    if (class == TYPE_CLASS_BOOL)
        text_puts(job->out, is_true(text) ? "true" : "false");
    else if ((class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT) &&
             is_decimal(text))
        text_puts(job->out, text);
    else if (class == TYPE_CLASS_BINARY && print_bytes(job, text))
        return;
    else if (class == TYPE_CLASS_DATETIME && !strpbrk(text, "0123456789"))
        lite_lacks(job, expr, "this kind of time");
    else if (class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC || class == TYPE_CLASS_FLOAT ||
             class == TYPE_CLASS_BINARY)
        lite_lacks(job, expr, "this value");
    else
        expr_sql_string(job->out, text, of->name->length);
}

static void cast_as(PrintJob *job, const Expr *of, const char *lite, bool rounds)
{
    text_puts(job->out, rounds ? "cast(round(" : "cast(");
    print_lite(job, of);
    text_printf(job->out, "%s as %s)", rounds ? ")" : "", lite);
}

static void cast_value(PrintJob *job, const Expr *expr, Type to)
{
    const Expr *of = expr->first;
    Type from = lite_type(job, of);
    TypeClass source = type_class(from), target = type_class(to);
    bool fraction = source == TYPE_CLASS_NUMERIC || source == TYPE_CLASS_FLOAT;
    bool same_store = source == target && target != TYPE_CLASS_STRING && target != TYPE_CLASS_NUMERIC &&
                      target != TYPE_CLASS_DATETIME;
    if (of->kind == EXPR_NULL || same_store || (from.id == to.id && from.id != TYPE_NONE && !to.arg_count))
        print_operand(job, of, LEVEL_CAST);
    else if (target == TYPE_CLASS_BOOL && source == TYPE_CLASS_INT) {
        text_char(job->out, '(');
        print_operand(job, of, LEVEL_LIST);
        text_puts(job->out, " <> 0)");
    } else if (target == TYPE_CLASS_STRING && to.arg_count == 0 && source != TYPE_CLASS_NONE &&
               source != TYPE_CLASS_BOOL)
        cast_as(job, of, "text", false);
    else if (target == TYPE_CLASS_INT && fraction)
        cast_as(job, of, "integer", true);
    else if (target == TYPE_CLASS_FLOAT && (fraction || source == TYPE_CLASS_INT))
        cast_as(job, of, "real", false);
    else if (target == TYPE_CLASS_INT && source == TYPE_CLASS_BOOL)
        print_operand(job, of, LEVEL_CAST);
    else if (target == TYPE_CLASS_NUMERIC && !to.arg_count && (fraction || source == TYPE_CLASS_INT))
        print_operand(job, of, LEVEL_CAST);
    else if (target == TYPE_CLASS_ENUM || target == TYPE_CLASS_UUID)
        print_operand(job, of, LEVEL_CAST);
    else
        lite_lacks(job, expr, "this cast");
}

void lite_cast(PrintJob *job, const Expr *expr)
{
    Type type = type_base(lite_named_type(job, expr->type));
    if (type.id == TYPE_NONE || !type_fits(type, TYPE_SQLITE) ||
        (type.id == TYPE_INTERVAL && !job->how->is_default)) {
        Text what = {0};
        text_printf(&what, "values of type %s%s", expr->type->name->text, expr->type->dims ? "[]" : "");
        lite_lacks(job, expr, text_string(&what));
        text_free(&what);
    } else if (expr->first->kind == EXPR_STRING) {
        cast_literal(job, expr, type);
    } else {
        cast_value(job, expr, type);
    }
}

// ---- like ----

static const Expr *plain_string(const Expr *expr)
{
    while (expr->kind == EXPR_CAST)
        expr = expr->first;
    return expr->kind == EXPR_STRING ? expr : NULL;
}

void lite_like(PrintJob *job, const Expr *expr)
{
    const Expr *value = expr->first, *pattern = plain_string(value->next);
    const Expr *escape = value->next->next ? plain_string(value->next->next) : NULL;
    char sign = escape ? escape->name->text[0] : '\\';
    const char *not = expr->flags & EXPR_NOT ? "not " : "";
    bool odd = (value->next->next && !escape) || (escape && escape->name->length > 1) || (sign & 0x80);
    if (expr->op == EXPR_OP_SIMILAR || expr->op == EXPR_OP_REGEXP) {
        lite_lacks(job, expr, "regular expressions");
        return;
    }
    if (!pattern || odd) {
        lite_lacks(job, expr, "a like that heeds case with a pattern that is not a plain string");
        return;
    }
    print_operand(job, value, LEVEL_OTHER);
    if (expr->op == EXPR_OP_LIKE) {
        text_printf(job->out, " %sglob ", not );
        Arena scratch = {0};
        const char *glob = expr_glob(&scratch, pattern->name->text, sign);
        if (glob)
            expr_sql_string(job->out, glob, strlen(glob));
        else
            lite_lacks(job, expr, "a pattern that ends in its escape");
        arena_free(&scratch);
        return;
    }
    text_printf(job->out, " %s%s ", not, expr->op == EXPR_OP_GLOB ? "glob" : "like");
    expr_sql_string(job->out, pattern->name->text, pattern->name->length);
    if (expr->op == EXPR_OP_ILIKE && sign && strchr(pattern->name->text, sign))
        text_printf(job->out, " escape '%s%c'", sign == '\'' ? "'" : "", sign);
}
