// SPDX-License-Identifier: MIT
// Bounds of partitions. A server evaluates what stands there and keeps the values: what says a constant is
// told as that one; of anything else, which is kept as it is written, only a server knows the value.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/read/bounds.h"
#include "gen/read/import_job.h"

// A value of a known spelling; NULL: it is no constant, or nobody knows how a server spells it.
static const char *value_of(Job *job, const Tree *node);

// The tree has no numbers below 1.
static const char *whole_of(Job *job, const Tree *constant)
{
    const char *at = job->source->text + (import_offset(job, constant) - job->source->base);
    bool minus = *at == '-';
    at += strspn(at, "-+ \t\r\n");
    return arena_print(job->arena, "%s%.*s", minus ? "-" : "", (int)strspn(at, "0123456789"), at);
}

static const char *constant_of(Job *job, const Tree *constant)
{
    const Tree *whole = tree_get(constant, "ival"), *truth = tree_get(constant, "boolval");
    if (tree_get(constant, "sval"))
        return tree_text(tree_get(constant, "sval"), "sval");
    if (tree_get(constant, "fval")) {
        const char *text = tree_text(tree_get(constant, "fval"), "fval");
        return strpbrk(text, "eE") ? NULL : text;
    }
    if (truth)
        return tree_flag(truth, "boolval") ? "true" : "false";
    return whole ? whole_of(job, constant) : NULL;
}

static bool is_whole(const char *text)
{
    size_t sign = *text == '-', digits = strspn(text + sign, "0123456789");
    return digits && digits < 18 && !text[sign + digits];
}

static bool is_number(const char *text)
{
    size_t sign = *text == '-', length = strspn(text + sign, "0123456789.");
    return length && !text[sign + length] && isdigit((unsigned char)text[sign]);
}

// '2024-01-31'; with `time` also what has hours behind that.
static bool is_day(const char *text, bool time)
{
    static const char FORM[] = "dddd-dd-dd";
    for (size_t at = 0; at < sizeof FORM - 1; at++)
        if (FORM[at] == '-' ? text[at] != '-' : !isdigit((unsigned char)text[at]))
            return false;
    const char *behind = text + sizeof FORM - 1;
    return !*behind || (time && (*behind == ' ' || *behind == 'T'));
}

static const char *truth_of(const char *value)
{
    static const char *const YES[] = {"t", "true", "y", "yes", "on", "1", NULL};
    static const char *const NO[] = {"f", "false", "n", "no", "off", "0", NULL};
    return text_is_any(value, YES) ? "true" : text_is_any(value, NO) ? "false" : NULL;
}

// Is it the same text when it is read as a value of the type and written again?
static bool is_kept(const char *value, const char *type, bool exact)
{
    static const char *const WHOLE[] = {"int2", "int4", "int8", NULL};
    static const char *const NUMBERS[] = {"numeric", "float4", "float8", NULL};
    static const char *const TIMES[] = {"timestamp", "timestamptz", NULL};
    static const char *const TEXTS[] = {"text", "varchar", "bpchar", NULL};
    if (text_is_any(type, WHOLE))
        return is_whole(value);
    if (exact && text_is_any(type, NUMBERS))
        return is_number(value);
    if (!strcmp(type, "date"))
        return is_day(value, false);
    return exact && (text_is_any(type, TEXTS) || (text_is_any(type, TIMES) && is_day(value, true)));
}

static const char *cast_of(Job *job, const Tree *cast)
{
    const Tree *type = tree_get(cast, "typeName"), *null = tree_get(tree_get(cast, "arg"), "A_Const");
    const char *value = value_of(job, tree_get(cast, "arg")), *name = tree_name(tree_get(type, "names"));
    if (tree_flag(null, "isnull"))
        return NULL;
    if (!value || tree_get(type, "arrayBounds"))
        return NULL;
    if (!strcmp(name, "bool"))
        return truth_of(value);
    Thing *own = import_find_list(job, SPACE_TYPE, tree_get(type, "names"));
    if (own && own->kind == THING_ENUM)
        return value;
    const Tree *size = tree_get(tree_at(tree_get(type, "typmods"), 0), "A_Const");
    bool fits = !strcmp(name, "varchar") && size &&
                strlen(value) <= (size_t)tree_number(tree_get(size, "ival"), "ival");
    return is_kept(value, name, !size || fits) ? value : NULL;
}

// 1 + 2, -(3).
static const char *sum_of(Job *job, const Tree *expr)
{
    const Tree *left = tree_get(expr, "lexpr");
    const char *a = left ? value_of(job, left) : "0", *b = value_of(job, tree_get(expr, "rexpr"));
    const char *sign = tree_name(tree_get(expr, "name"));
    enum { SMALL = 9 }; // digits: no sum or product of two leaves the range of a long
    bool texts = tree_get(tree_get(left, "A_Const"), "sval") ||
                 tree_get(tree_get(tree_get(expr, "rexpr"), "A_Const"), "sval");
    if (!a || !b || texts || !is_whole(a) || !is_whole(b) || strlen(a) > SMALL || strlen(b) > SMALL)
        return NULL;
    long one = strtol(a, NULL, 10), other = strtol(b, NULL, 10);
    if (!strcmp(sign, "+") || !strcmp(sign, "-"))
        return arena_print(job->arena, "%ld", *sign == '+' ? one + other : one - other);
    return !strcmp(sign, "*") ? arena_print(job->arena, "%ld", one * other) : NULL;
}

// to_date('2024-01-31', 'YYYY-MM-DD')
static const char *day_of(Job *job, const Tree *call)
{
    const Tree *args = tree_get(call, "args");
    const char *name = tree_name(tree_get(call, "funcname"));
    const char *value = value_of(job, tree_at(args, 0)), *form = value_of(job, tree_at(args, 1));
    bool known = !strcmp(name, "to_date") || !strcmp(name, "to_timestamp");
    return known && value && form && !strcasecmp(form, "YYYY-MM-DD") && is_day(value, false) ? value : NULL;
}

static const char *value_of(Job *job, const Tree *node)
{
    if (tree_get(node, "FuncCall"))
        return day_of(job, tree_get(node, "FuncCall"));
    if (tree_get(node, "A_Const"))
        return constant_of(job, tree_get(node, "A_Const"));
    if (tree_get(node, "TypeCast"))
        return cast_of(job, tree_get(node, "TypeCast"));
    return tree_get(node, "A_Expr") ? sum_of(job, tree_get(node, "A_Expr")) : NULL;
}

// NULL::text and the like.
static bool is_null(const Tree *node)
{
    const Tree *cast = tree_get(node, "TypeCast");
    return cast ? is_null(tree_get(cast, "arg")) : tree_flag(tree_get(node, "A_Const"), "isnull");
}

// A name that stands alone says MINVALUE or MAXVALUE, which the text knows.
static const char *bound_of(Job *job, const ImportTable *table, const Tree *datum, const char *written)
{
    const char *value = value_of(job, datum);
    if (value && tree_get(datum, "A_Const") && *written == '\'')
        return written;
    if (value) {
        Text text = {0};
        text_quoted(&text, '\'', value, strlen(value));
        const char *kept = arena_copy(job->arena, text_string(&text), text.length);
        text_free(&text);
        return kept;
    }
    if (is_null(datum))
        return "NULL";
    if (tree_get(datum, "ColumnRef"))
        return written;
    import_note(job, "value", table->thing, written, "of a bound of ",
                arena_print(job->arena, ": only a server knows what %s is", written));
    return arena_print(job->arena, "(%s)", written);
}

ReadNames import_bounds(Job *job, const ImportTable *table, const Tree *bound)
{
    uint32_t at = import_offset(job, bound);
    ReadNames bounds = read_bounds(job->arena, import_text(job, (Span){at, job->statement.end}));
    const Tree *lists[] = {tree_get(bound, "listdatums"), tree_get(bound, "lowerdatums"),
                           tree_get(bound, "upperdatums")};
    size_t next = 0;
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++) {
        const Tree *datum;
        next += lists[list] ? 1 : 0; // "in", "from", "to"
        TREE_EACH(datum, lists[list])
        {
            if (next < bounds.count)
                bounds.at[next] = bound_of(job, table, datum, bounds.at[next]);
            next++;
        }
    }
    return bounds;
}
