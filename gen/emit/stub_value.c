// SPDX-License-Identifier: MIT
// How the code of a check reads a column: as the value the database would hold, not as the one given.
#include <string.h>

#include "gen/emit/stub_job.h"

// A cast that leaves every literal of the kind as it is. 1.5::int and 'abc'::char(2) do not.
static bool is_plain_cast(const Expr *expr)
{
    static const char *const cutting[] = {"char", "character", "bpchar", "name", "nchar", "bit"};
    if (expr->type->arg_count || expr->type->dims || expr->type->quoted)
        return false;
    for (size_t at = 0; at < sizeof cutting / sizeof *cutting; at++)
        if (!strcmp(expr->type->name->text, cutting[at]))
            return false;
    return true;
}

static const char *number_literal(StubJob *job, const StubColumn *column, const char *sign,
                                  const char *digits, bool cast)
{
    size_t length = strlen(digits), whole = strspn(digits, "0123456789");
    bool plain =
        length <= 15 && (whole == length || (digits[whole] == '.' && whole && !cast &&
                                             whole + 1 + strspn(digits + whole + 1, "0123456789") == length));
    if (!plain)
        return NULL;
    while (whole > 1 && *digits == '0') // octal in C
        digits++, whole--;
    if (column->held == SCHEMAC_HELD_INT && !digits[whole])
        return arena_print(&job->arena, "INT64_C(%s%s)", sign, digits);
    if (column->held == SCHEMAC_HELD_FLOAT)
        return arena_print(&job->arena, "(double)%s%s", sign, digits);
    if (column->rule == SCHEMAC_RULE_NUMERIC)
        return arena_print(&job->arena, "(SchemacText){\"%s%s\", %zu}", sign, digits,
                           strlen(sign) + strlen(digits));
    return NULL;
}

// The default as a C value; NULL: it is not a literal, so nobody but the database knows it.
static const char *default_literal(StubJob *job, const StubColumn *column)
{
    const Model *model = job->model;
    if (!span_is_set(column->default_))
        return NULL;
    const char *text = span_text(model->sources, column->default_), *sign = "";
    const Expr *expr = expr_parse(model->words, &job->arena, text, column->default_, NULL);
    bool cast = expr && expr->kind == EXPR_CAST;
    if (cast && !is_plain_cast(expr))
        return NULL;
    expr = cast ? expr->first : expr;
    if (expr && expr->kind == EXPR_UNARY && expr->op == EXPR_OP_MINUS) {
        sign = "-";
        expr = expr->first;
    }
    if (!expr)
        return NULL;
    if (expr->kind == EXPR_NUMBER)
        return number_literal(job, column, sign, expr->name->text, cast);
    if (expr->kind == EXPR_BOOL && column->held == SCHEMAC_HELD_BOOL)
        return expr->flags & EXPR_IS_TRUE ? "true" : "false";
    if (expr->kind != EXPR_STRING ||
        (column->rule != SCHEMAC_RULE_TEXT && column->rule != SCHEMAC_RULE_LABEL))
        return NULL;
    Text literal = {0};
    text_puts(&literal, "(SchemacText){");
    stub_string(&literal, expr->name->text, expr->name->length);
    const char *result = arena_print(&job->arena, "%s, %u}", text_string(&literal), expr->name->length);
    text_free(&literal);
    return result;
}

// --- the field ---

static bool is_text(const StubColumn *column)
{
    return column->held == SCHEMAC_HELD_TEXT || column->held == SCHEMAC_HELD_BYTES;
}

// "the field holds something"
static const char *is_set(StubJob *job, const StubColumn *column)
{
    return JOIN(&job->arena, "row->", column->field, is_text(column) ? ".bytes" : ".set");
}

static const char *const plain_types[] = {"bool", "int64_t", "double", "SchemacText", "SchemacBytes"};

// The field's own value; *unknown when it may be a default that only the database knows.
static const char *given(StubJob *job, const StubColumn *column, bool *unknown)
{
    bool wrapped = column->nulls && !is_text(column);
    const char *field = JOIN(&job->arena, "row->", column->field, wrapped ? ".value" : "");
    const char *literal = column->literal;
    *unknown = column->nulls == SCHEMAC_NULLS_DEFAULT && !literal;
    return literal ? JOIN(&job->arena, "(", is_set(job, column), " ? ", field, " : ", literal, ")") : field;
}

// --- what the database makes of the value before a check sees it ---

typedef enum Change {
    CHANGE_NONE,
    CHANGE_DEFAULT, // takes the default's place
    CHANGE_CUT,
    CHANGE_PAD,
    CHANGE_ROUND,
    CHANGE_SHORTEN, // SQLite keeps a double
    CHANGE_REAL
} Change;

static Change change_of(const StubJob *job, const StubColumn *column)
{
    if (column->rule == SCHEMAC_RULE_NUMERIC && (job->lite || column->low))
        return job->lite ? CHANGE_SHORTEN : CHANGE_ROUND;
    if (!job->lite && column->rule == SCHEMAC_RULE_REAL)
        return CHANGE_REAL;
    if (!job->lite && column->rule == SCHEMAC_RULE_TEXT && column->high)
        return column->type.id == TYPE_CHAR ? CHANGE_PAD : CHANGE_CUT;
    return column->literal ? CHANGE_DEFAULT : CHANGE_NONE;
}

static bool collation_decides(const Column *column)
{
    static const char *const bytewise[] = {"C", "POSIX", "ucs_basic", "binary", "BINARY"};
    const Word *collation = column_rare(column)->collation;
    if (!collation)
        return false;
    for (size_t at = 0; at < sizeof bytewise / sizeof *bytewise; at++)
        if (!strcmp(collation->text, bytewise[at]))
            return false;
    return true;
}

// char(n) that needs no padding is text, and a real is compared as a double.
static Type seen_type(const StubJob *job, const StubColumn *column)
{
    if (column->type.id == TYPE_CHAR && !column->type.dims && !job->lite)
        return type_of(TYPE_TEXT);
    if (column->type.id == TYPE_FLOAT4 && !column->type.dims)
        return type_of(TYPE_FLOAT8);
    return type_is_serial(column->type) ? type_unserial(column->type) : column->type;
}

static const ExprCField *look(StubJob *job, StubColumn *column)
{
    if (column->nulls == SCHEMAC_NULLS_DEFAULT)
        column->literal = default_literal(job, column);
    TypeId id = (TypeId)column->type.id;
    bool unknown;
    if (column->held == SCHEMAC_HELD_BYTES || id == TYPE_BPCHAR || id == TYPE_CHAR1 || id == TYPE_NAME ||
        id == TYPE_NONE || collation_decides(column->column))
        return NULL;
    const char *value = given(job, column, &unknown);
    bool never_null = !column->nulls || (column->nulls == SCHEMAC_NULLS_DEFAULT && !unknown);
    if (change_of(job, column) != CHANGE_NONE)
        value = JOIN(&job->arena, "v_", column->field);
    ExprCField *seen = ARENA_ARRAY(&job->arena, ExprCField, 1);
    *seen = (ExprCField){
        .type = seen_type(job, column),
        .value = value,
        .null = never_null ? NULL : JOIN(&job->arena, "!", is_set(job, column)),
    };
    return seen;
}

// An expression asks of a column more than once.
const ExprCField *stub_value(StubJob *job, StubColumn *column)
{
    if (!column->looked)
        column->seen = look(job, column);
    column->looked = true;
    return column->seen;
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (at[length] == '_' || (at[length] >= '0' && at[length] <= '9') ||
           ((at[length] | 32) >= 'a' && (at[length] | 32) <= 'z'))
        length++;
    return length;
}

// Behind the string literal that begins here.
static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        at += *at == '\\' && at[1];
    return *at ? at + 1 : at;
}

// Is the variable of the changed value in the code? "it is null" does without.
static bool reads_changed(const char *code, const char *field)
{
    while (*code) {
        size_t length = word_length(code);
        if (length > 2 && length == strlen(field) + 2 && !strncmp(code, "v_", 2) &&
            !strncmp(code + 2, field, length - 2))
            return true;
        code = *code == '"' ? skip_string(code) : code + (length ? length : 1);
    }
    return false;
}

void stub_prologue(StubJob *job, const StubColumn *column, const char *code)
{
    bool unknown;
    Text *out = job->source;
    const char *value = given(job, column, &unknown), *field = column->field;
    if (unknown)
        text_printf(out, "    unsure = unsure || !%s; // its default\n", is_set(job, column));
    if (change_of(job, column) == CHANGE_NONE || !reads_changed(code, field))
        return;
    switch (change_of(job, column)) {
    case CHANGE_NONE: break;
    case CHANGE_DEFAULT:
        text_printf(out, "    const %s v_%s = %s;\n", plain_types[column->held], field, value);
        break;
    case CHANGE_CUT:
        text_printf(out, "    const SchemacText v_%s = schemac_text_cut(%s, %lld);\n", field, value,
                    (long long)column->high);
        break;
    case CHANGE_PAD:
        text_printf(out, "    const SchemacText v_%s = %s;\n", field, value);
        text_printf(out,
                    "    unsure = unsure || (v_%s.bytes && !schemac_text_fills(v_%s, %lld)); // padded\n",
                    field, field, (long long)column->high);
        break;
    case CHANGE_ROUND:
        text_printf(out, "    char r_%s[%lld];\n", field, (long long)column->low + 16);
        text_printf(out, "    const SchemacText v_%s = schemac_numeric_rounded(%s, %lld, %lld, r_%s);\n",
                    field, value, (long long)column->low, (long long)column->high, field);
        break;
    case CHANGE_SHORTEN:
        text_printf(out, "    const SchemacText v_%s = %s;\n", field, value);
        text_printf(out, "    unsure = unsure || (v_%s.bytes && !schemac_numeric_is_short(v_%s));\n", field,
                    field);
        break;
    case CHANGE_REAL: text_printf(out, "    const double v_%s = (double)(float)%s;\n", field, value); break;
    }
}
