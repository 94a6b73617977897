// SPDX-License-Identifier: MIT
// Numbers, forms, and the interpreter of a table's description.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "runtime/schemac.h"

#define T(text) schemac_text(text)

static int64_t math(char op, int64_t a, int64_t b, int bits, bool expected_wrong)
{
    bool wrong = false;
    int64_t result = schemac_int_math(op, a, b, bits, &wrong);
    assert_int_equal(wrong, expected_wrong);
    return result;
}

static void integers_are_checked(void **state)
{
    (void)state;
    assert_int_equal(math('+', 2, 3, 32, false), 5);
    assert_int_equal(math('/', -7, 2, 32, false), -3);
    assert_int_equal(math('%', -7, 2, 32, false), -1);
    assert_int_equal(math('%', INT64_MIN, -1, 64, false), 0);
    math('+', INT32_MAX, 1, 32, true);
    math('+', INT16_MAX, 1, 16, true);
    math('-', INT64_MIN, 1, 64, true);
    math('*', INT64_MAX, 2, 64, true);
    math('/', INT64_MIN, -1, 64, true);
    math('/', INT32_MIN, -1, 32, true);
    math('/', 1, 0, 32, true);
    math('%', 1, 0, 32, true);
    assert_int_equal(math('-', INT32_MIN + 1, 1, 32, false), INT32_MIN);
}

static void decimals_are_ordered(void **state)
{
    (void)state;
    static const char *const rising[] = {"-Infinity", "-1e3",  "-999.9", "-0.001", "0",    "1e-5", "0.01",
                                         "0.1",       "1.000", "9.99",   "10",     "1e10", "inf",  "NaN"};
    size_t count = sizeof rising / sizeof *rising;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            assert_int_equal(schemac_numeric_compare(T(rising[a]), T(rising[b])), (a > b) - (a < b));
    assert_int_equal(schemac_numeric_compare(T("1.50"), T("1.5")), 0);
    assert_int_equal(schemac_numeric_compare(T("-0.0"), T("0")), 0);
    assert_int_equal(schemac_numeric_compare(T(" 015e-1 "), T("1.5")), 0);
    assert_int_equal(schemac_numeric_compare(T("0.0001e4"), T("1")), 0);
    assert_int_equal(schemac_float_compare(1, 2), -1);
    double nan = NAN, infinite = INFINITY;
    assert_int_equal(schemac_float_compare(nan, nan), 0);
    assert_int_equal(schemac_float_compare(nan, infinite), 1);
    assert_int_equal(schemac_float_compare(-infinite, nan), -1);
    assert_true(schemac_numeric_is_short(T("123456789012345")));
    assert_false(schemac_numeric_is_short(T("1234567890123456")));
    assert_false(schemac_numeric_is_short(T("NaN")));
}

static void rounded_to(const char *text, int precision, int scale, const char *expected)
{
    char room[64];
    SchemacText got = schemac_numeric_rounded(T(text), precision, scale, room);
    if (schemac_numeric_compare(got, T(expected)))
        fail_msg("%s as numeric(%d,%d) is %.*s", text, precision, scale, (int)got.length, got.bytes);
}

static void decimals_are_rounded(void **state)
{
    (void)state;
    rounded_to("1.005", 12, 2, "1.01");
    rounded_to("-1.005", 12, 2, "-1.01");
    rounded_to("1.004999", 12, 2, "1.00");
    rounded_to("0.004", 12, 2, "0");
    rounded_to("0.005", 12, 2, "0.01");
    rounded_to("9.995", 12, 2, "10.00");
    rounded_to("0.0949", 3, 3, "0.095");
    rounded_to("99.5", 3, 0, "100");
    rounded_to("149", 3, -2, "100");
    rounded_to("150", 3, -2, "200");
    rounded_to("49", 3, -2, "0");
    rounded_to("0.000126", 2, 5, "0.00013");
    rounded_to("12345.678e-3", 12, 2, "12.35");
}

// --- a table by hand ---

struct thing {
    int64_t small;
    SchemacInt maybe;
    SchemacText name, price, status, id, day, at, data, any;
    double weight;
};

static const char *const labels[] = {"draft", "paid", NULL};
#define REFUSED SCHEMAC_NULLS_REFUSED
#define ALLOWED SCHEMAC_NULLS_ALLOWED
#define COLUMN(field, held, nulls, rule, low, high)                                   \
    {                                                                                 \
#field, "", offsetof(struct thing, field), held, nulls, rule, low, high, NULL \
    }
static const SchemacColumn columns[] = {
    COLUMN(small, SCHEMAC_HELD_INT, REFUSED, SCHEMAC_RULE_INT, INT16_MIN, INT16_MAX),
    COLUMN(maybe, SCHEMAC_HELD_INT, ALLOWED, SCHEMAC_RULE_INT, 0, 10),
    COLUMN(name, SCHEMAC_HELD_TEXT, REFUSED, SCHEMAC_RULE_TEXT, 0, 3),
    COLUMN(price, SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_NUMERIC, 5, 2),
    {"status", "", offsetof(struct thing, status), SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_LABEL, 0, 0,
     labels},
    COLUMN(id, SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_UUID, 0, 0),
    COLUMN(day, SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_DATE, 0, 0),
    COLUMN(at, SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_TIMESTAMPTZ, 0, 0),
    COLUMN(data, SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_JSONB, 0, 0),
    COLUMN(any, SCHEMAC_HELD_TEXT, ALLOWED, SCHEMAC_RULE_DATABASE, 0, 0),
    COLUMN(weight, SCHEMAC_HELD_FLOAT, REFUSED, SCHEMAC_RULE_REAL, 0, 0),
};

static SchemacVerdict small_is_not_7(const void *row)
{
    return schemac_judged(((const struct thing *)row)->small == 7, false, false);
}

static const unsigned short reads_small[] = {0};
static const SchemacRowCheck checks[] = {{"not_7", "", "check (small <> 7)", small_is_not_7, reads_small, 1}};
static const SchemacTable table = {.name = "thing",
                                   .size = sizeof(struct thing),
                                   .columns = columns,
                                   .column_count = sizeof columns / sizeof *columns,
                                   .checks = checks,
                                   .check_count = 1};

static const struct thing good = {.name = {"abc", 3}};

static SchemacViolationKind only_kind(struct thing thing)
{
    SchemacViolation at[4];
    SchemacViolations violations = {.at = at, .room = 4};
    SchemacVerdict verdict = schemac_row_validate(&table, &thing, &violations);
    assert_int_equal(violations.count, 1);
    assert_int_equal(verdict, violations.unsure ? SCHEMAC_UNSURE : SCHEMAC_INVALID);
    return at[0].kind;
}

static SchemacVerdict verdict_of(struct thing thing)
{
    return schemac_row_validate(&table, &thing, NULL);
}

static void rows_are_judged(void **state)
{
    (void)state;
    struct thing row = good;
    assert_int_equal(verdict_of(row), SCHEMAC_VALID);
    row.small = 40000;
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_RANGE);
    row.small = 7;
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_CHECK);
    row = good, row.maybe = (SchemacInt){true, 11};
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_RANGE);
    row = good, row.name = T(NULL);
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_REQUIRED);
    row.name = T("abcd");
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_LENGTH);
    row.name = T("ab\377");
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_TEXT);
    row.name = (SchemacText){"a\0b", 3};
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_TEXT);
    row.name = T("\303\251\303\251\303\251  ");
    assert_int_equal(verdict_of(row), SCHEMAC_VALID);
    row = good, row.status = T("paids");
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_LABEL);
    row = good, row.any = T("x");
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_UNSURE);
    row = good, row.weight = 1e39;
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_RANGE);
    row.weight = 1e-50;
    assert_int_equal(only_kind(row), SCHEMAC_VIOLATION_RANGE);
    row.weight = 3.4028235677973362e38; // still rounds to the greatest
    assert_int_equal(verdict_of(row), SCHEMAC_VALID);
}

static void all_are_found_at_once(void **state)
{
    (void)state;
    SchemacViolation at[2];
    SchemacViolations violations = {.at = at, .room = 2};
    struct thing row = {.small = 40000, .maybe = {true, -1}, .any = {"x", 1}, .price = {"1000", 4}};
    assert_int_equal(schemac_row_validate(&table, &row, &violations), SCHEMAC_INVALID);
    assert_int_equal(violations.count, 5);
    assert_int_equal(violations.unsure, 1);
    assert_string_equal(at[0].column, "small");
    assert_string_equal(at[1].column, "maybe");
    assert_string_equal(at[1].table, "thing");
    assert_string_equal(schemac_violation_text(at[1].kind), "range");
}

typedef struct Case {
    const char *text;
    SchemacVerdict verdict;
} Case;

static void judge(size_t offset, const Case *cases, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        struct thing row = good;
        SchemacText text = T(cases[at].text);
        memcpy((char *)&row + offset, &text, sizeof text);
        if (verdict_of(row) != cases[at].verdict)
            fail_msg("%s", cases[at].text);
    }
}

#define JUDGE(field, cases) judge(offsetof(struct thing, field), cases, sizeof cases / sizeof *cases)
#define GOOD SCHEMAC_VALID
#define BAD SCHEMAC_INVALID
#define MAYBE SCHEMAC_UNSURE

static void forms_are_judged(void **state)
{
    (void)state;
    static const Case numbers[] = {{"999.994", GOOD}, {"999.995", BAD},  {"1000", BAD}, {"", BAD},
                                   {"1e2", GOOD},     {"1e3", BAD},      {"NaN", GOOD}, {"inf", BAD},
                                   {"1.2.3", BAD},    {"-.5", GOOD},     {".", BAD},    {"0x1", MAYBE},
                                   {"1_0", MAYBE},    {"1e99999", MAYBE}};
    static const Case uuids[] = {{"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", GOOD},
                                 {"{A0EEBC999C0B4EF8BB6D6BB9BD380A11}", GOOD},
                                 {"a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11", GOOD},
                                 {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", BAD},
                                 {"a0eebc9-99c0b-4ef8-bb6d-6bb9bd380a11", BAD},
                                 {"{a0eebc999c0b4ef8bb6d6bb9bd380a11", BAD},
                                 {"", BAD}};
    static const Case days[] = {{"2024-02-29", GOOD},   {"2023-02-29", BAD},  {"2023-13-01", BAD},
                                {"1900-02-29", BAD},    {"2000-02-29", GOOD}, {"0000-01-01", BAD},
                                {"Jan 8, 1999", MAYBE}, {"today", MAYBE},     {"2023-1-1", MAYBE},
                                {"2024-01-01 x", MAYBE}};
    static const Case times[] = {{"2024-01-01", GOOD},
                                 {"2024-01-01 12:30", GOOD},
                                 {"2024-01-01T12:30:15.123456Z", GOOD},
                                 {"2024-01-01 12:30:15+05:30", GOOD},
                                 {"2024-01-01 25:00:00", BAD},
                                 {"2024-02-30 12:00:00", BAD},
                                 {"2024-01-01 24:00:00", MAYBE},
                                 {"2024-01-01 12:00:00 Europe/Rome", MAYBE},
                                 {"2024-02-30 x", MAYBE}};
    static const Case jsons[] = {{"{}", GOOD},
                                 {"[1, 2.5e3, {\"a\": [null, true]}]", GOOD},
                                 {" \"x\" ", GOOD},
                                 {"\"\\ud83d\\ude00\"", GOOD},
                                 {"\"\\ud83d\"", BAD},
                                 {"\"\\u0000\"", BAD},
                                 {"01", BAD},
                                 {"[1,]", BAD},
                                 {"{\"a\" 1}", BAD},
                                 {"{1: 2}", BAD},
                                 {"", BAD},
                                 {"[}", BAD},
                                 {"\"a\nb\"", BAD},
                                 {"nul", BAD},
                                 {"[1] 2", BAD},
                                 {"1e99999", MAYBE},
                                 {"-", BAD},
                                 {"1.", BAD},
                                 {"\"\\x\"", BAD},
                                 {"[[1", BAD}};
    JUDGE(price, numbers);
    JUDGE(id, uuids);
    JUDGE(day, days);
    JUDGE(at, times);
    JUDGE(data, jsons);
}

static void deep_json_needs_no_memory(void **state)
{
    (void)state;
    static char text[200001];
    struct thing row = good;
    memset(text, '[', 1000);
    memset(text + 1000, ']', 1000);
    row.data = (SchemacText){text, 2000};
    assert_int_equal(verdict_of(row), SCHEMAC_VALID);
    memset(text, '[', 100000);
    memset(text + 100000, ']', 100000);
    row.data = (SchemacText){text, 200000};
    assert_int_equal(verdict_of(row), SCHEMAC_UNSURE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_are_checked),      cmocka_unit_test(decimals_are_ordered),
        cmocka_unit_test(decimals_are_rounded),      cmocka_unit_test(rows_are_judged),
        cmocka_unit_test(all_are_found_at_once),     cmocka_unit_test(forms_are_judged),
        cmocka_unit_test(deep_json_needs_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
