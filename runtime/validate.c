// SPDX-License-Identifier: MIT
// Interprets the tables that the compiler writes for each table of a schema.
#include "validate.h"

#include <string.h>

enum { COLUMNS_MARKED = 4096 }; // more than any database has in a table

typedef struct Row {
    const SchemacTable *table;
    const char *at;
    SchemacViolations *out;
    bool invalid;
    unsigned char bad[COLUMNS_MARKED / 8]; // columns with a violation
} Row;

static const char *const kind_texts[] = {
    "unsure", "required", "range", "length", "text", "format", "label", "check", "fault",
};

const char *schemac_violation_text(SchemacViolationKind kind)
{
    return (size_t)kind < sizeof kind_texts / sizeof *kind_texts ? kind_texts[kind] : "unknown";
}

static void add(Row *row, SchemacViolationKind kind, const char *column, const char *constraint,
                const char *message)
{
    SchemacViolations *out = row->out;
    row->invalid = row->invalid || kind != SCHEMAC_VIOLATION_UNSURE;
    out->unsure += kind == SCHEMAC_VIOLATION_UNSURE;
    if (out->count < out->room)
        out->at[out->count] = (SchemacViolation){kind, row->table->name, column, constraint, message};
    out->count++;
}

static void add_column(Row *row, size_t number, SchemacViolationKind kind, const char *message)
{
    const SchemacColumn *column = &row->table->columns[number];
    add(row, kind, column->name, "", message);
    bool judged = kind == SCHEMAC_VIOLATION_UNSURE || (row->table->lax && kind != SCHEMAC_VIOLATION_REQUIRED);
    if (!judged && number < COLUMNS_MARKED)
        row->bad[number / 8] = (unsigned char)(row->bad[number / 8] | 1u << (number % 8));
}

// --- one value ---

static bool is_null(const SchemacColumn *column, const char *field)
{
    if (column->held == SCHEMAC_HELD_TEXT)
        return !((const SchemacText *)(const void *)field)->bytes;
    if (column->held == SCHEMAC_HELD_BYTES)
        return !((const SchemacBytes *)(const void *)field)->bytes;
    return column->nulls && !*(const bool *)(const void *)field;
}

static int64_t int_at(const SchemacColumn *column, const char *field)
{
    const void *at = field;
    return column->nulls ? ((const SchemacInt *)at)->value : *(const int64_t *)at;
}

static double float_at(const SchemacColumn *column, const char *field)
{
    const void *at = field;
    return column->nulls ? ((const SchemacFloat *)at)->value : *(const double *)at;
}

// Would four bytes hold it, as PostgreSQL sees it: neither too large nor so small that nothing is left?
static bool fits_real(double value)
{
    bool finite = value - value == 0;
    if (!finite || value == 0)
        return true;
    const double most = 0x1.ffffffp127; // from here on it would be rounded to infinity
    return value < most && value > -most && (float)value != 0;
}

// PostgreSQL 16 also reads 0x1F and 1_000.
static bool may_be_later_number(SchemacText text)
{
    for (size_t at = 0; at < text.length; at++)
        if (text.bytes[at] >= '0' && text.bytes[at] <= '9')
            return memchr(text.bytes, '_', text.length) ||
                   (at + 1 < text.length && strchr("xXoObB", text.bytes[at + 1]));
    return false;
}

static void judge_numeric(Row *row, size_t number, SchemacText text)
{
    const SchemacColumn *column = &row->table->columns[number];
    SrDecimal decimal;
    if (!sr_decimal_read(&decimal, text)) {
        bool later = may_be_later_number(text);
        add_column(row, number, later ? SCHEMAC_VIOLATION_UNSURE : SCHEMAC_VIOLATION_FORMAT,
                   later ? "only later servers read this number" : "is not a number");
        return;
    }
    if (decimal.weight > 1000 || decimal.decimals > 10000)
        add_column(row, number, SCHEMAC_VIOLATION_UNSURE, "is a number of extraordinary size");
    else if (column->low && !sr_decimal_fits(&decimal, (long)column->low, (long)column->high))
        add_column(row, number, SCHEMAC_VIOLATION_RANGE, "has more digits before the point than the type");
}

static void judge_label(Row *row, size_t number, SchemacText text)
{
    const SchemacColumn *column = &row->table->columns[number];
    for (const char *const *at = column->labels; at && *at; at++)
        if (strlen(*at) == text.length && !memcmp(*at, text.bytes, text.length))
            return;
    add_column(row, number, SCHEMAC_VIOLATION_LABEL, "is not a label of the type");
}

static SrForm form_of(SchemacRule rule, SchemacText text)
{
    switch (rule) {
    case SCHEMAC_RULE_UUID: return sr_form_uuid(text);
    case SCHEMAC_RULE_DATE: return sr_form_date(text);
    case SCHEMAC_RULE_TIME: return sr_form_time(text);
    case SCHEMAC_RULE_TIMESTAMP: return sr_form_timestamp(text, false);
    case SCHEMAC_RULE_TIMESTAMPTZ: return sr_form_timestamp(text, true);
    case SCHEMAC_RULE_JSON: return sr_form_json(text, false);
    case SCHEMAC_RULE_JSONB: return sr_form_json(text, true);
    case SCHEMAC_RULE_DATABASE: return SR_FORM_UNSURE;
    default: return SR_FORM_GOOD;
    }
}

static bool is_utf8(SchemacText text)
{
    const char *at = text.bytes, *end = text.bytes + text.length;
    uint32_t character;
    while (at != end) {
        while (at != end && *at > 0) // the common case, quickly
            at++;
        if (at != end && (!sr_utf8_next(&at, end, &character) || !character))
            return false;
    }
    return true;
}

static void judge_text(Row *row, size_t number, SchemacText text)
{
    const SchemacColumn *column = &row->table->columns[number];
    if (column->rule == SCHEMAC_RULE_NUMERIC) {
        judge_numeric(row, number, text);
        return;
    }
    if (column->rule == SCHEMAC_RULE_LABEL) {
        judge_label(row, number, text);
        return;
    }
    if (!is_utf8(text)) {
        add_column(row, number, SCHEMAC_VIOLATION_TEXT, "is not UTF-8 or holds a zero byte");
        return;
    }
    if (column->rule == SCHEMAC_RULE_TEXT) {
        if (column->high && schemac_text_length(schemac_text_cut(text, column->high)) > column->high)
            add_column(row, number, SCHEMAC_VIOLATION_LENGTH, "has more characters than the type");
        return;
    }
    SrForm form = form_of(column->rule, text);
    if (form == SR_FORM_BAD)
        add_column(row, number, SCHEMAC_VIOLATION_FORMAT, "is not a value of the type");
    else if (form == SR_FORM_UNSURE)
        add_column(row, number, SCHEMAC_VIOLATION_UNSURE, "only the database reads this form");
}

static void judge_column(Row *row, size_t number)
{
    const SchemacColumn *column = &row->table->columns[number];
    const char *field = row->at + column->offset;
    if (is_null(column, field)) {
        if (column->nulls == SCHEMAC_NULLS_REFUSED)
            add_column(row, number, SCHEMAC_VIOLATION_REQUIRED, "must not be null");
        return;
    }
    if (column->rule == SCHEMAC_RULE_NONE)
        return;
    if (column->held == SCHEMAC_HELD_TEXT) {
        judge_text(row, number, *(const SchemacText *)(const void *)field);
    } else if (column->rule == SCHEMAC_RULE_INT) {
        int64_t value = int_at(column, field);
        if (value < column->low || value > column->high)
            add_column(row, number, SCHEMAC_VIOLATION_RANGE, "is out of the type's range");
    } else if (column->rule == SCHEMAC_RULE_REAL && !fits_real(float_at(column, field))) {
        add_column(row, number, SCHEMAC_VIOLATION_RANGE, "is out of the type's range");
    }
}

// --- checks ---

static bool reads_bad_column(const Row *row, const SchemacRowCheck *check)
{
    for (size_t at = 0; at < check->read_count; at++) {
        unsigned number = check->reads[at];
        if (number < COLUMNS_MARKED && (row->bad[number / 8] >> (number % 8)) & 1)
            return true;
    }
    return false;
}

static void judge_check(Row *row, const SchemacRowCheck *check)
{
    if (reads_bad_column(row, check))
        return;
    switch (check->judge(row->at)) {
    case SCHEMAC_VALID: break;
    case SCHEMAC_INVALID:
        add(row, SCHEMAC_VIOLATION_CHECK, check->column, check->constraint, check->message);
        break;
    case SCHEMAC_UNSURE:
        add(row, SCHEMAC_VIOLATION_UNSURE, check->column, check->constraint, check->message);
        break;
    case SCHEMAC_FAULT:
        add(row, SCHEMAC_VIOLATION_FAULT, check->column, check->constraint, check->message);
        break;
    }
}

SchemacVerdict schemac_row_validate(const SchemacTable *table, const void *at, SchemacViolations *violations)
{
    SchemacViolations none = {0};
    Row row = {.table = table, .at = at, .out = violations ? violations : &none};
    row.out->count = row.out->unsure = 0;
    for (size_t number = 0; number < table->column_count; number++)
        judge_column(&row, number);
    for (size_t number = 0; number < table->check_count; number++)
        judge_check(&row, &table->checks[number]);
    return row.invalid ? SCHEMAC_INVALID : row.out->unsure ? SCHEMAC_UNSURE : SCHEMAC_VALID;
}
