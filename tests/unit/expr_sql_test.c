// SPDX-License-Identifier: MIT
// Expressions printed: for SQLite what they become (NULL: it cannot say them, which is reported), for
// PostgreSQL a text that is parsed to an equal tree.
#include "tests/unit/expr_fixture.h"

#include "gen/emit/expr_sql.h"

static const char *const LITE[][2] = {
    {"qty between 1 and 1000", "qty between 1 and 1000"},
    {"qty not between 1 and 10", "qty not between 1 and 10"},
    {"qty between symmetric 1 and 10", "(qty between 1 and 10 or qty between 10 and 1)"},
    {"price >= 0", "price >= 0"},
    {"price > -1.5", "price > -1.5"},
    {"qty > -40", "qty > -40"},
    {"big > 5 and big < 3000000000", "big > 5 and big < 3000000000"},
    {"big in (1, 2)", "big in (1, 2)"},
    {"small in (1,2,3)", "small in (1, 2, 3)"},
    {"qty in (1,2,3)", "qty in (1, 2, 3)"},
    {"qty in (1)", "qty in (1)"},
    {"qty not in (1,2)", "qty not in (1, 2)"},
    {"price in (1, 2.5)", "price in (1, 2.5)"},
    {"qty in (1, 2.5)", "qty in (1, 2.5)"},
    {"qty in (1, 2, small)", "qty in (1, 2, small)"},
    {"status in ('draft','open')", "status in ('draft', 'open')"},
    {"status = 'draft' or total > 0", "status = 'draft' or total > 0"},
    {"status <> 'paid' or total > 0", "status <> 'paid' or total > 0"},
    {"status not in ('draft')", "status not in ('draft')"},
    {"vc in ('a','b')", "vc in ('a', 'b')"},
    {"vc = 'a'", "vc = 'a'"},
    {"vc like 'a%'", "vc glob 'a*'"},
    {"vc not like 'a%' and vc ilike '%x'", "vc not glob 'a*' and vc like '%x'"},
    {"name like 'a!%%' escape '!'", "name glob 'a%*'"},
    {"name similar to 'a(b|c)'", NULL},
    {"name ~ '^[a-z]+$'", NULL},
    {"name !~* 'x'", NULL},
    {"email = lower(email)", "email = lower(email)"},
    {"lower(vc) = vc", "lower(vc) = vc"},
    {"length(vc) > 3", "length(vc) > 3"},
    {"char_length(name) <= 20", "length(name) <= 20"},
    {"vc || name <> 'x'", "vc || name <> 'x'"},
    {"vc || 'a' <> 'x'", "vc || 'a' <> 'x'"},
    {"c3 = 'abc'", "c3 = 'abc'"},
    {"c3 in ('a','b')", "c3 in ('a', 'b')"},
    {"placed > '2020-01-01'", "placed > '2020-01-01'"},
    {"placed >= date '2020-01-01'", "placed >= '2020-01-01'"},
    {"placed < current_date", "placed < current_date"},
    {"created < now() - interval '1 day'", NULL},
    {"qty = '5'", "qty = '5'"},
    {"price > '5'", "price > '5'"},
    {"price > '5.5'", "price > '5.5'"},
    {"qty <> 3", "qty <> 3"},
    {"qty != 3", "qty <> 3"},
    {"not (qty = 3)", "not qty = 3"},
    {"not qty = 3 and flag", "not qty = 3 and flag"},
    {"(flag)", "flag"},
    {"flag is true", "flag is true"},
    {"flag is not false", "flag is not false"},
    {"flag = true", "flag = true"},
    {"name is null", "name is null"},
    {"name notnull", "name is not null"},
    {"not (name is null)", "not name is null"},
    {"name is distinct from 'x'", "name is not 'x'"},
    {"name is not distinct from 'x'", "name is 'x'"},
    {"name is null or (length(name) > 1 and length(name) < 10 and (name <> 'x'))",
     "name is null or length(name) > 1 and length(name) < 10 and name <> 'x'"},
    {"(qty > 1 and qty < 5) and small > 1 or big > 2", "qty > 1 and qty < 5 and small > 1 or big > 2"},
    {"qty > 1 and (qty < 5 and small > 1)", "qty > 1 and qty < 5 and small > 1"},
    {"qty * price > 10", "qty * price > 10"},
    {"qty + small > big", "qty + small > big"},
    {"qty / 2 > 1", "qty / 2 > 1"},
    {"r > 1.5", "r > 1.5"},
    {"d > 1.5", "d > 1.5"},
    {"d > qty", "d > qty"},
    {"coalesce(price, 0) > 0", "coalesce(price, 0) > 0"},
    {"coalesce(name, '') <> ''", "coalesce(name, '') <> ''"},
    {"coalesce(vc, 'x') <> ''", "coalesce(vc, 'x') <> ''"},
    {"nullif(name, '') is not null", "nullif(name, '') is not null"},
    {"greatest(qty, 1) < 100", NULL},
    {"case when flag then 1 else 0 end = 1", "case when flag then 1 else 0 end = 1"},
    {"case when flag then 'a' else 'b' end = name", "case when flag then 'a' else 'b' end = name"},
    {"case status when 'draft' then total is null else total is not null end",
     "case status when 'draft' then total is null else total is not null end"},
    {"case when flag then price end > 0", "case when flag then price end > 0"},
    {"case when flag then price else 0 end > 0", "case when flag then price else 0 end > 0"},
    {"tags = '{}'", "tags = '{}'"},
    {"'a' = any(tags)", NULL},
    {"tags[1] = 'x'", NULL},
    {"array_length(tags, 1) < 5", NULL},
    {"cardinality(tags) <= 5", NULL},
    {"js ->> 'a' = 'b'", "js ->> 'a' = 'b'"},
    {"js -> 'a' is not null", "js -> 'a' is not null"},
    {"js ? 'k'", NULL},
    {"js @> '{\"a\": 1}'", NULL},
    {"jsonb_typeof(js) = 'object'", NULL},
    {"extract(year from placed) > 2000", NULL},
    {"date_part('year', placed) > 2000", NULL},
    {"date_trunc('day', created) = created", NULL},
    {"substring(name from 1 for 3) = 'abc'", "substr(name, 1, 3) = 'abc'"},
    {"substring(name, 2) = 'abc'", "substr(name, 2) = 'abc'"},
    {"trim(name) = name", "trim(name) = name"},
    {"trim(both ' ' from name) <> ''", "trim(name, ' ') <> ''"},
    {"position('@' in name) > 1", "instr(name, '@') > 1"},
    {"strpos(name, '@') > 1", "instr(name, '@') > 1"},
    {"overlay(name placing 'x' from 1 for 2) <> ''", NULL},
    {"left(name, 1) = 'a'", "substr(name, 1, 1) = 'a'"},
    {"upper(name) = name", "upper(name) = name"},
    {"row(qty, small) is not null", "(qty, small) is not null"},
    {"qty::text = '5'", "cast(qty as text) = '5'"},
    {"qty::numeric > 1.5", "qty > 1.5"},
    {"cast(qty as bigint) > 1", "qty > 1"},
    {"name collate \"C\" < 'x'", "name collate binary < 'x'"},
    {"uid <> '00000000-0000-0000-0000-000000000000'", "uid <> '00000000-0000-0000-0000-000000000000'"},
    {"ip << '10.0.0.0/8'", NULL},
    {"num_nonnulls(qty, small) = 1", NULL},
    {"qty % 2 = 0", "qty % 2 = 0"},
    {"-qty < 0", "-qty < 0"},
    {"abs(qty) < 5", "abs(qty) < 5"},
    {"round(price, 2) = price", "round(price, 2) = price"},
    {"price = round(price::numeric, 2)", "price = round(price, 2)"},
    {"qty & 1 = 1", "qty & 1 = 1"},
    {"(qty is null) = (small is null)", "(qty is null) = (small is null)"},
    {"(qty is null)::int + (small is null)::int = 1", "(qty is null) + (small is null) = 1"},
    {"iv > interval '1 day'", NULL},
    {"iv >= '1 day'", "iv >= '1 day'"},
    {"status = any (array['draft'::order_status, 'open'])", NULL},
    {"qty <> all (array[1,2])", "qty not in (1, 2)"},
    {"lower(name) in ('a','b')", "lower(name) in ('a', 'b')"},
    {"name in ('a','b')", "name in ('a', 'b')"},
    {"name > 'a' and name <= 'b'", "name > 'a' and name <= 'b'"},
    {"d * 2 < 100", "d * 2 < 100"},
    {"price * 2 < 100", "price * 2 < 100"},
    {"price * 1.5 < total", "price * 1.5 < total"},
    {"price - qty < 1", "price - qty < 1"},
    {"small + 1 < 10", "small + 1 < 10"},
    {"starts_with(name, 'x')", NULL},
    {"regexp_replace(name, 'a', 'b', 'g') = name", NULL},
    {"current_user = name", NULL},
    {"created <= current_timestamp", "created <= current_timestamp"},
    {"raw <> '\\x00'", "raw <> '\\x00'"},
    {"placed between '2020-01-01' and '2021-01-01'", "placed between '2020-01-01' and '2021-01-01'"},
    {"placed + 7 > '2020-01-01'", NULL},
    {"created::date = placed", NULL},
    {"name = 'it''s'", "name = 'it''s'"},
    {"name = E'a\\\\b'", "name = 'a\\b'"},
    {"concat(name, vc) <> ''", NULL},
    {"name ilike any (array['a%','b%'])", NULL},
    {"created at time zone 'utc' > ts", NULL},
    {"qty * 1.5 > r", "qty * 1.5 > r"},
    {"small * 2 + big > 3", "small * 2 + big > 3"},
    {"(case when qty > 1 then price end) is null", "case when qty > 1 then price end is null"},
    {"total = qty * price", "total = qty * price"},
    {"qty + 1 || name = 'x'", "(qty + 1) || name = 'x'"},
    {"name || (qty + 1) = 'x'", "name || (qty + 1) = 'x'"},
    {"true = (qty between 1 and 2)", "true = (qty between 1 and 2)"},
    {"(qty = 1) = flag", "(qty = 1) = flag"},
    {"(name is null)::int + (vc is null)::int = 1", "(name is null) + (vc is null) = 1"},
    {"qty + 1 = '5'", NULL},
    {"flag = 't'", NULL},
    {"price / 4 > 2", "cast(price as real) / 4 > 2"},
    {"odd / 4 > 2", NULL},
    {"gen_random_uuid()", "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || "
                          "substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || "
                          "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"},
    {"now() at time zone 'utc'", "current_timestamp"},
    {"'{}'::jsonb", "'{}'"},
    {"'5'::int", "5"},
    {"'\\x00ff'::bytea", "x'00ff'"},
    {"'true'::boolean", "true"},
    {"coalesce(name, '') || 'x' like 'a_\\%*'", "coalesce(name, '') || 'x' glob 'a?%[*]'"},
    {"a -> 'b' ->> 'c' = 'x'", "a -> 'b' ->> 'c' = 'x'"},
};

static Type type_of_column(const void *context, const Expr *column)
{
    Type type = {0};
    (void)context;
    fixture_column(column->name->text, &type);
    return type;
}

static void lite(void **state)
{
    Fixture *fixture = *state;
    const ExprSql how = {.dialect = TYPE_SQLITE, .column_type = type_of_column};
    for (size_t at = 0; at < sizeof LITE / sizeof *LITE; at++) {
        Text out = {0};
        diag_init(&fixture->diag, &fixture->sources, &fixture->arena);
        bool good = expr_sql(&out, fixture_parse(fixture, LITE[at][0]), &how, &fixture->diag);
        assert_int_equal(good, LITE[at][1] != NULL);
        assert_int_equal(fixture->diag.errors, good ? 0 : 1);
        if (strcmp(text_string(&out), good ? LITE[at][1] : "") != 0)
            fail_msg("%s -> %s", LITE[at][0], text_string(&out));
        text_free(&out);
    }
}

static void lite_defaults(void **state)
{
    static const char *const CASES[][2] = {
        {"0", "0"},
        {"-1", "-1"},
        {"'x'", "'x'"},
        {"'5'::int", "5"},
        {"now()", "current_timestamp"},
        {"current_date", "current_date"},
        {"1 + 2", "(1 + 2)"},
        {"lower('X')", "(lower('X'))"},
        {"'1 day'::interval", "'1 day'"},
        {"true", "true"},
        {"null::int", "null"},
    };
    const ExprSql how = {.dialect = TYPE_SQLITE, .is_default = true};
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        Text out = {0};
        assert_true(expr_sql(&out, fixture_parse(*state, CASES[at][0]), &how, NULL));
        assert_string_equal(text_string(&out), CASES[at][1]);
        text_free(&out);
    }
}

// Forms beyond those of the table above that the printer must put back together.
static void round_trip(void **state)
{
    static const char *const MORE[] = {
        "(a + b) * c - d / (e - f)",
        "(a or b) and not (c and d)",
        "(a = b) is null",
        "a = (b is null)",
        "-(-a)",
        "(-1)::int",
        "(a + b)::text",
        "(x::int[])[1]",
        "x[1:2]",
        "x[:2]",
        "(a, b) = row(1, 2)",
        "a between (b collate \"C\") and c",
        "not (a between b and c)",
        "(a in (1, 2)) = b",
        "case a when 1 then 2 else (b or c) end",
        "array[[1, 2], [3, 4]]",
        "a operator(x.+) b",
        "f(distinct a)",
        "f(variadic a)",
        "f(a => 1)",
        "s.f(a)",
        "count(*)",
        "(a).b",
        "(a).*",
        "a at time zone 'utc' || b",
        "x::timestamp(3) with time zone",
        "interval '1' day to second",
        "x::\"char\"",
        "x::s.t",
        "current_timestamp(3)",
        "extract(year from a)",
        "position(a in b)",
        "a ~ 'x' || 'y'",
        "a = any (array['x'])",
        "a not like all (b)",
        "a is not distinct from b",
        "left(a, 1)",
        "\"Order\" > \"select\"",
        "a ilike 'x' escape '!'",
        "a -> 'b' ->> 'c'",
        "a - (b - c)",
        "(a < b) = (c < d)",
        "x'1f' = b'01'",
        "a ^ (b ^ c)",
        "@ a > ~ b",
        "(a is null) is true",
        "a like (b like c)",
    };
    const ExprSql how = {.dialect = TYPE_POSTGRES};
    for (size_t at = 0; at < sizeof LITE / sizeof *LITE + sizeof MORE / sizeof *MORE; at++) {
        bool more = at >= sizeof LITE / sizeof *LITE;
        const char *written = more ? MORE[at - sizeof LITE / sizeof *LITE] : LITE[at][0];
        Text out = {0};
        const Expr *expr = fixture_parse(*state, written);
        assert_true(expr_sql(&out, expr, &how, NULL));
        const Expr *again = fixture_parse(*state, text_string(&out));
        if (!expr_equal(expr, again, NULL))
            fail_msg("%s -> %s", written, text_string(&out));
        text_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lite, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lite_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(round_trip, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
