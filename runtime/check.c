// SPDX-License-Identifier: MIT
#include "check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {
    [SR_CHECK_NONE] = "none",
    [SR_CHECK_SOME] = "some",
    [SR_CHECK_EQUAL] = "equal",
};

static bool read_integer(const char *text, long long *value)
{
    char *end;
    errno = 0;
    *value = strtoll(text, &end, 10);
    return *text && !*end && !errno;
}

static bool read_real(const char *text, double *value)
{
    char *end;
    *value = strtod(text, &end);
    return *text && !*end;
}

// New minus old where both are numbers.
static const char *difference(const char *old_value, const char *new_value, char *buffer, size_t size)
{
    long long a, b, whole;
    double x, y;
    if (!old_value || !new_value)
        return old_value == new_value ? "" : "differs";
    if (!strcmp(old_value, new_value))
        return "";
    if (read_integer(old_value, &a) && read_integer(new_value, &b) && !__builtin_sub_overflow(b, a, &whole))
        snprintf(buffer, size, "%+lld", whole);
    else if (read_real(old_value, &x) && read_real(new_value, &y))
        snprintf(buffer, size, "%+g", y - x);
    else
        return "differs";
    return buffer;
}

// The first value of the query, copied into `value`; left NULL for no row or an SQL null.
static SchemacCode first_value(SchemacDb *db, const char *sql, char **value, SchemacError *error)
{
    SrRows rows = {0};
    SchemacCode code = db->driver->query(db->link, sql, NULL, 0, &rows, error);
    const char *cell = !code && rows.rows && rows.columns ? rows.cells[0] : NULL;
    if (cell) {
        size_t size = strlen(cell) + 1;
        *value = malloc(size);
        if (*value)
            memcpy(*value, cell, size);
        else
            code = sr_fail_memory(error);
    }
    sr_rows_free(&rows);
    return code;
}

// The newlines keep a comment at the query's end from taking our own text with it.
static SchemacCode count_rows(SchemacDb *db, const SrCheckText *check, char **value, SchemacError *error)
{
    SrText sql = {0};
    const char *form = check->kind == SR_CHECK_NONE ? "SELECT count(*) FROM (\n%s\n) AS schemac_check"
                                                    : "SELECT CASE WHEN EXISTS (\n%s\n) THEN 1 ELSE 0 END";
    const char *hole = strstr(form, "%s");
    sr_text_add(&sql, form, (size_t)(hole - form));
    sr_text_puts(&sql, check->query);
    sr_text_puts(&sql, hole + 2);
    SchemacCode code = sql.failed ? sr_fail_memory(error) : first_value(db, sql.bytes, value, error);
    sr_text_free(&sql);
    return code;
}

static void judge_rows(const SrCheckText *check, const char *count, SchemacCheck *result)
{
    bool any = count && strcmp(count, "0") != 0;
    bool none = check->kind == SR_CHECK_NONE;
    result->pass = any != none;
    result->old_value = none ? "0" : "1 or more";
    result->new_value = none ? count : any ? "1 or more" : "0";
    if (!none)
        result->difference = any ? "" : "differs";
}

static SchemacCode run_check(SchemacDb *db, const SrCheckText *check, const SrReport *report, bool *pass,
                             SchemacError *error)
{
    char *left = NULL, *right = NULL, buffer[64];
    SchemacCheck result = {
        .name = check->name,
        .kind = kind_names[check->kind],
        .when = check->after ? "after" : "before",
    };
    SchemacCode code;
    if (check->kind == SR_CHECK_EQUAL) {
        // The query is about the new objects, the one behind "against" about what they came from.
        code = first_value(db, check->query, &right, error);
        if (!code)
            code = first_value(db, check->against, &left, error);
        result.old_value = left;
        result.new_value = right;
        result.pass = left && right ? !strcmp(left, right) : left == right;
    } else {
        code = count_rows(db, check, &right, error);
        judge_rows(check, right, &result);
    }
    if (!result.difference)
        result.difference = difference(result.old_value, result.new_value, buffer, sizeof buffer);
    if (!code)
        sr_report_check(report, &result);
    *pass = result.pass;
    free(left);
    free(right);
    return code;
}

SchemacCode sr_checks_run(SchemacDb *db, const SrFile *file, bool after, const SrReport *report,
                          SchemacError *error)
{
    const SrCheckText *failed = NULL;
    size_t failures = 0;
    for (size_t i = 0; i < file->check_count; i++) {
        const SrCheckText *check = &file->checks[i];
        bool pass = true;
        if (check->after != after)
            continue;
        SchemacCode code = run_check(db, check, report, &pass, error);
        if (code) {
            sr_error_place(error, file->path, check->line, 0);
            return code;
        }
        failures += !pass;
        if (!pass && !failed)
            failed = check;
    }
    if (!failed)
        return SCHEMAC_OK;
    sr_error_place(error, file->path, failed->line, 0);
    if (failures > 1)
        return sr_fail(error, SCHEMAC_CHECK_FAILED, "%zu checks %s the migration failed, the first is \"%s\"",
                       failures, after ? "after" : "before", failed->name);
    return sr_fail(error, SCHEMAC_CHECK_FAILED, "the check \"%s\" %s the migration failed", failed->name,
                   after ? "after" : "before");
}

static size_t compare(const SrObjectList *wanted, const SrObjectList *found, const SrReport *report,
                      SrText *all)
{
    size_t count = 0;
    SrText one = {0};
    for (size_t i = 0; i < wanted->count; i++) {
        sr_text_clear(&one);
        const SrObject *match = sr_object_find(found, &wanted->items[i]);
        if (!sr_object_differs(&wanted->items[i], match, &one))
            continue;
        count++;
        sr_report(report, SCHEMAC_EVENT_DIFFERENCE, sr_text_string(&one));
        sr_text_printf(all, "%sdrift: %s", count > 1 ? "\n" : "", sr_text_string(&one));
    }
    all->failed = all->failed || one.failed;
    sr_text_free(&one);
    return count;
}

SchemacCode sr_objects_check(SchemacDb *db, const SrFile *file, bool after, bool inside, SchemacCode refusal,
                             const SrReport *report, SchemacError *error)
{
    SrObjectList wanted = {0}, found = {0};
    SrText differences = {0};
    const SrObjectLines *lines = after ? &file->new_objects : &file->old_objects;
    if (!lines->count)
        return SCHEMAC_OK;
    SchemacCode code = sr_object_parse(&wanted, lines, error);
    if (!code)
        code = db->driver->catalogue(db->link, &wanted, inside, &found, error);
    if (!code) {
        sr_object_sort(&found);
        size_t count = compare(&wanted, &found, report, &differences);
        if (count)
            code = sr_fail(error, refusal, "%s", sr_text_string(&differences));
        if (differences.failed)
            code = sr_fail_memory(error);
    }
    if (code)
        sr_error_place(error, file->path, 0, 0);
    sr_text_free(&differences);
    sr_object_free(&wanted);
    sr_object_free(&found);
    return code;
}
