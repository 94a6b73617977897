// SPDX-License-Identifier: MIT
// Checks as C: the expression that is true when a row must be refused. NULL: C cannot say it.
#include "tests/unit/expr_fixture.h"

#include "gen/emit/expr_c.h"

static const char *const CASES[][2] = {
    {"qty between 1 and 1000", "((row->qty < 1) || (row->qty > 1000))"},
    {"maybe between 1 and 10",
     "((!(row->maybe_null) && row->maybe < 1) || (!(row->maybe_null) && row->maybe > 10))"},
    {"not (maybe > 5 or name is null)", "((!(row->maybe_null) && row->maybe > 5) || (row->name_null))"},
    {"price >= 0", "(schemac_numeric_compare(row->price, (SchemacText){\"0\", 1}) < 0)"},
    {"price > -1.5 and d < 2", "((schemac_numeric_compare(row->price, (SchemacText){\"-1.5\", 4}) <= 0) || "
                               "(schemac_float_compare(row->d, 2) >= 0))"},
    {"status in ('draft','open')",
     "((schemac_text_compare(row->status, (SchemacText){\"draft\", 5}) != 0) && "
     "(schemac_text_compare(row->status, (SchemacText){\"open\", 4}) != 0))"},
    {"status <> 'paid' or price > 0",
     "((schemac_text_compare(row->status, (SchemacText){\"paid\", 4}) == 0) && "
     "(schemac_numeric_compare(row->price, (SchemacText){\"0\", 1}) <= 0))"},
    {"name like 'a%' escape '!'", "(!(row->name_null) && !schemac_text_like(row->name, (SchemacText){\"a%\", "
                                  "2}, 33, false, &wrong, &unsure))"},
    {"name ~ '^[a-z\"]+$'", "(!(row->name_null) && !schemac_text_matches(row->name, "
                            "(SchemacText){\"^[a-z\\042]+$\", 9}, false, &unsure))"},
    {"lower(name) = name", "(!((row->name_null)) && !(row->name_null) && "
                           "!schemac_text_equal_folded(row->name, 'l', row->name, '=', &unsure))"},
    {"length(name) <= 20 and char_length(trim(name)) > 0",
     "((!((row->name_null)) && schemac_text_length(row->name) > 20) || (!(((row->name_null))) && "
     "schemac_text_length(schemac_text_trim(row->name, (SchemacText){\" \", 1}, 'b')) <= 0))"},
    {"coalesce(maybe, 0) + qty * 2 < 100",
     "(schemac_int_math('+', (!(row->maybe_null) ? row->maybe : 0), schemac_int_math('*', row->qty, 2, 32, "
     "&wrong), 32, &wrong) >= 100)"},
    {"abs(qty) % 2 = 0", "(schemac_int_math('%', (row->qty < 0 ? schemac_int_math('-', 0, row->qty, 32, "
                         "&wrong) : row->qty), 2, 32, &wrong) != 0)"},
    {"flag", "(!row->flag)"},
    {"flag is not true", "(row->flag)"},
    {"case when maybe > 1 then 5 else 6 end = 5",
     "(!((!(row->maybe_null) && row->maybe > 1) ? false : false) && ((!(row->maybe_null) && row->maybe > 1) "
     "? 5 : 6) != 5)"},
    {"maybe is distinct from qty",
     "!((row->maybe_null) != false || (!(row->maybe_null) && row->maybe != row->qty))"},
    {"name < 'x'", NULL},
    {"name collate \"C\" < 'x'",
     "(!((row->name_null)) && schemac_text_compare(row->name, (SchemacText){\"x\", 1}) >= 0)"},
    {"placed > '2020-01-01'", NULL},
    {"position('@' in name) > 1",
     "(!((row->name_null)) && schemac_text_position((SchemacText){\"@\", 1}, row->name) <= 1)"},
    {"name in ('a', null)",
     "((!(row->name_null) && schemac_text_compare(row->name, (SchemacText){\"a\", 1}) != 0) && false)"},
    {"null", "false"},
    {"(flag is null) = (maybe is null)", "(false != (row->maybe_null))"},
    {"name || 'x' = 'y'", NULL},
    {"big = 3000000000", "(row->big != 3000000000)"},
    {"coalesce(name, 'é') = 'a?b'",
     "(schemac_text_compare((!(row->name_null) ? row->name : (SchemacText){\"\\303\\251\", 2}), "
     "(SchemacText){\"a\\077b\", 3}) != 0)"},
};

// The columns `maybe` and `name` are nullable.
static bool field(const void *context, const Expr *column, ExprCField *out)
{
    Fixture *fixture = (Fixture *)(uintptr_t)context;
    const char *name = column->name->text;
    bool nullable = !strcmp(name, "maybe") || !strcmp(name, "name");
    out->value = arena_print(&fixture->arena, "row->%s", name);
    out->null = nullable ? arena_print(&fixture->arena, "row->%s_null", name) : NULL;
    return fixture_column(name, &out->type);
}

static void conditions(void **state)
{
    const ExprC how = {field, *state};
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        Text out = {0};
        const Expr *why;
        bool good = expr_c_fails(&out, fixture_parse(*state, CASES[at][0]), &how, &why);
        assert_int_equal(good, CASES[at][1] != NULL);
        assert_int_equal(good, why == NULL);
        if (strcmp(text_string(&out), good ? CASES[at][1] : "") != 0)
            fail_msg("%s -> %s", CASES[at][0], text_string(&out));
        text_free(&out);
    }
}

// abs names its value twice: nested deeply it is given up, not written out.
static void bounded(void **state)
{
    const ExprC how = {field, *state};
    char text[1024] = "qty";
    for (int level = 0; level < 100; level++) {
        char outer[1024];
        snprintf(outer, sizeof outer, "abs(%.1000s)", text);
        strcpy(text, outer);
    }
    strcat(text, " > 1");
    Text out = {0};
    assert_false(expr_c_fails(&out, fixture_parse(*state, text), &how, NULL));
    assert_int_equal(out.length, 0);
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(conditions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
