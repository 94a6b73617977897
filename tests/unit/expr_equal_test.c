// SPDX-License-Identifier: MIT
// Checks as people write them and as PostgreSQL 15 gives them back (pg_get_constraintdef, recorded): each
// pair must be equal and hash alike, and no check may equal that of another pair.
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "grammar/expr.h"

static const char *const PAIRS[][2] = {
    {"qty between 1 and 1000", "((qty >= 1) AND (qty <= 1000))"},
    {"qty not between 1 and 10", "((qty < 1) OR (qty > 10))"},
    {"qty between symmetric 1 and 10", "(((qty >= 1) AND (qty <= 10)) OR ((qty >= 10) AND (qty <= 1)))"},
    {"price >= 0", "(price >= (0)::numeric)"},
    {"price > -1.5", "(price > '-1.5'::numeric)"},
    {"qty > -40", "(qty > '-40'::integer)"},
    {"big > 5 and big < 3000000000", "((big > 5) AND (big < '3000000000'::bigint))"},
    {"big in (1, 2)", "(big = ANY (ARRAY[(1)::bigint, (2)::bigint]))"},
    {"small in (1,2,3)", "(small = ANY (ARRAY[1, 2, 3]))"},
    {"qty in (1,2,3)", "(qty = ANY (ARRAY[1, 2, 3]))"},
    {"qty in (1)", "(qty = 1)"},
    {"qty not in (1,2)", "(qty <> ALL (ARRAY[1, 2]))"},
    {"price in (1, 2.5)", "(price = ANY (ARRAY[(1)::numeric, 2.5]))"},
    {"qty in (1, 2.5)", "((qty)::numeric = ANY (ARRAY[(1)::numeric, 2.5]))"},
    {"qty in (1, 2, small)", "((qty = ANY (ARRAY[1, 2])) OR (qty = small))"},
    {"status in ('draft','open')", "(status = ANY (ARRAY['draft'::order_status, 'open'::order_status]))"},
    {"status = 'draft' or total > 0", "((status = 'draft'::order_status) OR (total > (0)::numeric))"},
    {"status <> 'paid' or total > 0", "((status <> 'paid'::order_status) OR (total > (0)::numeric))"},
    {"status not in ('draft')", "(status <> 'draft'::order_status)"},
    {"vc in ('a','b')",
     "((vc)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"},
    {"vc = 'a'", "((vc)::text = 'a'::text)"},
    {"vc like 'a%'", "((vc)::text ~~ 'a%'::text)"},
    {"vc not like 'a%' and vc ilike '%x'", "(((vc)::text !~~ 'a%'::text) AND ((vc)::text ~~* '%x'::text))"},
    {"name like 'a!%%' escape '!'", "(name ~~ like_escape('a!%%'::text, '!'::text))"},
    {"name similar to 'a(b|c)'", "(name ~ similar_to_escape('a(b|c)'::text))"},
    {"name ~ '^[a-z]+$'", "(name ~ '^[a-z]+$'::text)"},
    {"name !~* 'x'", "(name !~* 'x'::text)"},
    {"email = lower(email)", "((email)::text = lower((email)::text))"},
    {"lower(vc) = vc", "(lower((vc)::text) = (vc)::text)"},
    {"length(vc) > 3", "(length((vc)::text) > 3)"},
    {"char_length(name) <= 20", "(char_length(name) <= 20)"},
    {"vc || name <> 'x'", "(((vc)::text || name) <> 'x'::text)"},
    {"vc || 'a' <> 'x'", "(((vc)::text || 'a'::text) <> 'x'::text)"},
    {"c3 = 'abc'", "(c3 = 'abc'::bpchar)"},
    {"c3 in ('a','b')", "(c3 = ANY (ARRAY['a'::bpchar, 'b'::bpchar]))"},
    {"placed > '2020-01-01'", "(placed > '2020-01-01'::date)"},
    {"placed >= date '2020-01-01'", "(placed >= '2020-01-01'::date)"},
    {"placed < current_date", "(placed < CURRENT_DATE)"},
    {"created < now() - interval '1 day'", "(created < (now() - '1 day'::interval))"},
    {"qty = '5'", "(qty = 5)"},
    {"price > '5'", "(price > '5'::numeric)"},
    {"price > '5.5'", "(price > 5.5)"},
    {"qty <> 3", "(qty <> 3)"},
    {"qty != 3", "(qty <> 3)"},
    {"not (qty = 3)", "(NOT (qty = 3))"},
    {"not qty = 3 and flag", "((NOT (qty = 3)) AND flag)"},
    {"(flag)", "flag"},
    {"flag is true", "(flag IS TRUE)"},
    {"flag is not false", "(flag IS NOT FALSE)"},
    {"flag = true", "(flag = true)"},
    {"name is null", "(name IS NULL)"},
    {"name notnull", "(name IS NOT NULL)"},
    {"not (name is null)", "(NOT (name IS NULL))"},
    {"name is distinct from 'x'", "(name IS DISTINCT FROM 'x'::text)"},
    {"name is not distinct from 'x'", "(NOT (name IS DISTINCT FROM 'x'::text))"},
    {"name is null or (length(name) > 1 and length(name) < 10 and (name <> 'x'))",
     "((name IS NULL) OR ((length(name) > 1) AND (length(name) < 10) AND (name <> 'x'::text)))"},
    {"(qty > 1 and qty < 5) and small > 1 or big > 2",
     "(((qty > 1) AND (qty < 5) AND (small > 1)) OR (big > 2))"},
    {"qty > 1 and (qty < 5 and small > 1)", "((qty > 1) AND ((qty < 5) AND (small > 1)))"},
    {"qty * price > 10", "(((qty)::numeric * price) > (10)::numeric)"},
    {"qty + small > big", "((qty + small) > big)"},
    {"qty / 2 > 1", "((qty / 2) > 1)"},
    {"r > 1.5", "(r > (1.5)::double precision)"},
    {"d > 1.5", "(d > (1.5)::double precision)"},
    {"d > qty", "(d > (qty)::double precision)"},
    {"coalesce(price, 0) > 0", "(COALESCE(price, (0)::numeric) > (0)::numeric)"},
    {"coalesce(name, '') <> ''", "(COALESCE(name, ''::text) <> ''::text)"},
    {"coalesce(vc, 'x') <> ''", "((COALESCE(vc, 'x'::character varying))::text <> ''::text)"},
    {"nullif(name, '') is not null", "(NULLIF(name, ''::text) IS NOT NULL)"},
    {"greatest(qty, 1) < 100", "(GREATEST(qty, 1) < 100)"},
    {"case when flag then 1 else 0 end = 1", "( CASE WHEN flag THEN 1 ELSE 0 END = 1)"},
    {"case when flag then 'a' else 'b' end = name",
     "( CASE WHEN flag THEN 'a'::text ELSE 'b'::text END = name)"},
    {"case status when 'draft' then total is null else total is not null end",
     " CASE status WHEN 'draft'::order_status THEN (total IS NULL) ELSE (total IS NOT NULL) END"},
    {"case when flag then price end > 0",
     "( CASE WHEN flag THEN price ELSE NULL::numeric END > (0)::numeric)"},
    {"case when flag then price else 0 end > 0",
     "( CASE WHEN flag THEN price ELSE (0)::numeric END > (0)::numeric)"},
    {"tags = '{}'", "(tags = '{}'::text[])"},
    {"'a' = any(tags)", "('a'::text = ANY (tags))"},
    {"tags[1] = 'x'", "(tags[1] = 'x'::text)"},
    {"array_length(tags, 1) < 5", "(array_length(tags, 1) < 5)"},
    {"cardinality(tags) <= 5", "(cardinality(tags) <= 5)"},
    {"js ->> 'a' = 'b'", "((js ->> 'a'::text) = 'b'::text)"},
    {"js -> 'a' is not null", "((js -> 'a'::text) IS NOT NULL)"},
    {"js ? 'k'", "(js ? 'k'::text)"},
    {"js @> '{\"a\": 1}'", "(js @> '{\"a\": 1}'::jsonb)"},
    {"jsonb_typeof(js) = 'object'", "(jsonb_typeof(js) = 'object'::text)"},
    {"extract(year from placed) > 2000", "(EXTRACT(year FROM placed) > (2000)::numeric)"},
    {"date_part('year', placed) > 2000", "(date_part('year'::text, placed) > (2000)::double precision)"},
    {"date_trunc('day', created) = created", "(date_trunc('day'::text, created) = created)"},
    {"substring(name from 1 for 3) = 'abc'", "(SUBSTRING(name FROM 1 FOR 3) = 'abc'::text)"},
    {"substring(name, 2) = 'abc'", "(\"substring\"(name, 2) = 'abc'::text)"},
    {"trim(name) = name", "(TRIM(BOTH FROM name) = name)"},
    {"trim(both ' ' from name) <> ''", "(TRIM(BOTH ' '::text FROM name) <> ''::text)"},
    {"position('@' in name) > 1", "(POSITION(('@'::text) IN (name)) > 1)"},
    {"strpos(name, '@') > 1", "(strpos(name, '@'::text) > 1)"},
    {"overlay(name placing 'x' from 1 for 2) <> ''",
     "(OVERLAY(name PLACING 'x'::text FROM 1 FOR 2) <> ''::text)"},
    {"left(name, 1) = 'a'", "(\"left\"(name, 1) = 'a'::text)"},
    {"upper(name) = name", "(upper(name) = name)"},
    {"row(qty, small) is not null", "(ROW(qty, small) IS NOT NULL)"},
    {"qty::text = '5'", "((qty)::text = '5'::text)"},
    {"qty::numeric > 1.5", "((qty)::numeric > 1.5)"},
    {"cast(qty as bigint) > 1", "((qty)::bigint > 1)"},
    {"name collate \"C\" < 'x'", "((name COLLATE \"C\") < 'x'::text)"},
    {"uid <> '00000000-0000-0000-0000-000000000000'",
     "(uid <> '00000000-0000-0000-0000-000000000000'::uuid)"},
    {"ip << '10.0.0.0/8'", "(ip << '10.0.0.0/8'::inet)"},
    {"num_nonnulls(qty, small) = 1", "(num_nonnulls(qty, small) = 1)"},
    {"qty % 2 = 0", "((qty % 2) = 0)"},
    {"-qty < 0", "((- qty) < 0)"},
    {"abs(qty) < 5", "(abs(qty) < 5)"},
    {"round(price, 2) = price", "(round(price, 2) = price)"},
    {"price = round(price::numeric, 2)", "(price = round((price)::numeric, 2))"},
    {"qty & 1 = 1", "((qty & 1) = 1)"},
    {"(qty is null) = (small is null)", "((qty IS NULL) = (small IS NULL))"},
    {"(qty is null)::int + (small is null)::int = 1",
     "((((qty IS NULL))::integer + ((small IS NULL))::integer) = 1)"},
    {"iv > interval '1 day'", "(iv > '1 day'::interval)"},
    {"iv >= '1 day'", "(iv >= '1 day'::interval)"},
    {"status = any (array['draft'::order_status, 'open'])",
     "(status = ANY (ARRAY['draft'::order_status, 'open'::order_status]))"},
    {"qty <> all (array[1,2])", "(qty <> ALL (ARRAY[1, 2]))"},
    {"lower(name) in ('a','b')", "(lower(name) = ANY (ARRAY['a'::text, 'b'::text]))"},
    {"name in ('a','b')", "(name = ANY (ARRAY['a'::text, 'b'::text]))"},
    {"name > 'a' and name <= 'b'", "((name > 'a'::text) AND (name <= 'b'::text))"},
    {"d * 2 < 100", "((d * (2)::double precision) < (100)::double precision)"},
    {"price * 2 < 100", "((price * (2)::numeric) < (100)::numeric)"},
    {"price * 1.5 < total", "((price * 1.5) < total)"},
    {"price - qty < 1", "((price - (qty)::numeric) < (1)::numeric)"},
    {"small + 1 < 10", "((small + 1) < 10)"},
    {"starts_with(name, 'x')", "starts_with(name, 'x'::text)"},
    {"regexp_replace(name, 'a', 'b', 'g') = name",
     "(regexp_replace(name, 'a'::text, 'b'::text, 'g'::text) = name)"},
    {"current_user = name", "(CURRENT_USER = name)"},
    {"created <= current_timestamp", "(created <= CURRENT_TIMESTAMP)"},
    {"raw <> '\\x00'", "(raw <> '\\x00'::bytea)"},
    {"placed between '2020-01-01' and '2021-01-01'",
     "((placed >= '2020-01-01'::date) AND (placed <= '2021-01-01'::date))"},
    {"placed + 7 > '2020-01-01'", "((placed + 7) > '2020-01-01'::date)"},
    {"created::date = placed", "((created)::date = placed)"},
    {"name = 'it''s'", "(name = 'it''s'::text)"},
    {"name = E'a\\\\b'", "(name = 'a\\b'::text)"},
    {"concat(name, vc) <> ''", "(concat(name, vc) <> ''::text)"},
    {"name ilike any (array['a%','b%'])", "(name ~~* ANY (ARRAY['a%'::text, 'b%'::text]))"},
    {"created at time zone 'utc' > ts", "((created AT TIME ZONE 'utc'::text) > ts)"},
    {"qty * 1.5 > r", "((((qty)::numeric * 1.5))::double precision > r)"},
    {"small * 2 + big > 3", "(((small * 2) + big) > 3)"},
    {"(case when qty > 1 then price end) is null",
     "( CASE WHEN (qty > 1) THEN price ELSE NULL::numeric END IS NULL)"},
    {"total = qty * price", "(total = ((qty)::numeric * price))"},
};
enum { PAIR_COUNT = sizeof PAIRS / sizeof *PAIRS };

// The columns of the table the pairs were recorded on.
static const char *type_of(const void *context, const Expr *column)
{
    static const char *const COLUMNS[][2] = {
        {"qty", "integer"},
        {"small", "smallint"},
        {"big", "bigint"},
        {"price", "numeric"},
        {"total", "numeric"},
        {"r", "real"},
        {"d", "double precision"},
        {"name", "text"},
        {"vc", "character varying"},
        {"email", "character varying"},
        {"c3", "character"},
        {"flag", "boolean"},
        {"placed", "date"},
        {"created", "timestamp with time zone"},
        {"ts", "timestamp without time zone"},
        {"iv", "interval"},
        {"tm", "time without time zone"},
        {"status", "order_status"},
        {"tags", "text[]"},
        {"js", "jsonb"},
        {"uid", "uuid"},
        {"ip", "inet"},
        {"bits", "bit"},
        {"raw", "bytea"},
    };
    (void)context;
    for (size_t at = 0; at < sizeof COLUMNS / sizeof *COLUMNS; at++)
        if (!strcmp(COLUMNS[at][0], column->name->text))
            return COLUMNS[at][1];
    return NULL;
}

typedef struct Fixture {
    Arena arena;
    Words words;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    words_init(&fixture->words, &fixture->arena);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    words_free(&fixture->words);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static const Expr *parse(Fixture *fixture, const char *text)
{
    const Expr *expr =
        expr_parse(&fixture->words, &fixture->arena, text, (Span){1, 1 + (uint32_t)strlen(text)}, NULL);
    if (!expr)
        fail_msg("'%s' is not parsed", text);
    return expr;
}

static void stored_forms(void **state)
{
    const ExprSame same = {.type_a = type_of, .type_b = type_of};
    int wrong = 0;
    for (size_t at = 0; at < PAIR_COUNT; at++) {
        const Expr *a = parse(*state, PAIRS[at][0]), *b = parse(*state, PAIRS[at][1]);
        if (!expr_equal(a, b, &same) || !expr_equal(b, a, &same))
            print_message("differ: %s | %s\n", PAIRS[at][0], PAIRS[at][1]), wrong++;
        if (expr_hash(a, NULL, NULL) != expr_hash(b, NULL, NULL))
            print_message("hashes differ: %s | %s\n", PAIRS[at][0], PAIRS[at][1]), wrong++;
    }
    assert_int_equal(wrong, 0);
}

// Of two recorded pairs the first halves may be equal only if what PostgreSQL stored is the same text.
static void nothing_else(void **state)
{
    const ExprSame same = {.type_a = type_of, .type_b = type_of};
    const Expr *written[PAIR_COUNT];
    for (size_t at = 0; at < PAIR_COUNT; at++)
        written[at] = parse(*state, PAIRS[at][0]);
    for (size_t at = 0; at < PAIR_COUNT; at++)
        for (size_t other = 0; other < at; other++) {
            bool stored_same = !strcmp(PAIRS[at][1], PAIRS[other][1]);
            bool equal = expr_equal(written[at], written[other], &same);
            if (stored_same && !equal)
                fail_msg("should be equal: %s | %s", PAIRS[at][0], PAIRS[other][0]);
            if (!stored_same && equal)
                fail_msg("equal: %s | %s", PAIRS[at][0], PAIRS[other][0]);
        }
}

static void different(void **state)
{
    static const char *const CASES[][2] = {
        {"price > 1", "price > 1.0"},
        {"name is not null", "not (name is null)"},
        {"name like 'a'", "name ilike 'a'"},
        {"qty - 1 - 2 > 0", "qty - (1 - 2) > 0"},
        {"qty::text = '1'", "qty = '1'"},
        {"qty / 2 > 1", "qty / 2::numeric > 1"},
        {"qty in (1,2)", "qty in (2,1,3)"},
        {"vc::varchar(3) = 'a'", "vc = 'a'"},
        {"name = 'A'", "name = 'a'"},
        {"qty > 1 and flag or flag", "qty > 1 and (flag or flag)"},
        {"x.f(qty)", "y.f(qty)"},
        {"qty = any (array[1,2])", "qty = all (array[1,2])"},
        {"now() > created", "current_timestamp > created"},
        {"created > 'now'::text::date", "created > 'now'::date"},
        {"name = \"Name\"", "name = name"},
        {"coalesce(qty::numeric, 1) > 0", "coalesce(qty, 1) > 0"},
        {"case when flag then 1 else null end is null", "case when flag then 1 else 2 end is null"},
        {"price between 1 and 2", "price between 2 and 1"},
        {"count(*) > 1", "count(qty) > 1"},
        {"extract(year from placed) > 1", "date_part('year', placed) > 1"},
    };
    const ExprSame same = {.type_a = type_of, .type_b = type_of};
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++)
        if (expr_equal(parse(*state, CASES[at][0]), parse(*state, CASES[at][1]), &same))
            fail_msg("equal: %s | %s", CASES[at][0], CASES[at][1]);
}

static void defaults(void **state)
{
    static const char *const CASES[][3] = {
        {"'draft'", "'draft'::order_status", "order_status"},
        {"'draft'", "'draft'::shop.order_status", "order_status"},
        {"'{}'", "'{}'::text[]", "text[]"},
        {"0", "'0'::bigint", "bigint"},
        {"'a'", "'a'::character varying", "character varying"},
        {"-1", "'-1'::integer", "integer"},
        {"'{}'", "'{}'::jsonb", "jsonb"},
        {"'abc'", "'abc'::bpchar", "character"},
        {"NOW()", "now()", "timestamp with time zone"},
        {"(1 + 2)", "1 + 2", "integer"},
        {"nextval('s')", "nextval('s'::regclass)", NULL},
        {"nextval('public.s')", "nextval('s'::regclass)", NULL},
        {"1e6", "'1000000'::numeric", "double precision"},
        {"1.5e3", "'1500'::numeric", "numeric"},
        {"-12.5E-4", "'-0.00125'::numeric", "double precision"},
        {"1.2345e2", "123.45", "double precision"},
        {"5e-1", "0.5", "numeric"},
    };
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        const ExprSame same = {.target = CASES[at][2]};
        if (!expr_equal(parse(*state, CASES[at][0]), parse(*state, CASES[at][1]), &same))
            fail_msg("differ: %s | %s", CASES[at][0], CASES[at][1]);
    }
    const ExprSame other = {.target = "jsonb"};
    assert_false(expr_equal(parse(*state, "'{}'"), parse(*state, "'{}'::text[]"), &other));
}

static bool renamed(const void *context, const Expr *a, const Expr *b)
{
    (void)context;
    return !strcmp(a->name->text, "was") ? !strcmp(b->name->text, "now")
                                         : !strcmp(a->name->text, b->name->text);
}

static void count_column(void *context, const Expr *column)
{
    (void)column;
    ++*(int *)context;
}

static void columns(void **state)
{
    const ExprSame same = {.column = renamed};
    assert_true(expr_equal(parse(*state, "was > 1 and x < 2"), parse(*state, "t.now > 1 and x < 2"), &same));
    assert_false(expr_equal(parse(*state, "was > 1"), parse(*state, "was > 1"), &same));
    int count = 0;
    expr_each_column(parse(*state, "a between b and c and lower(d) in ('x', e)"), count_column, &count);
    assert_int_equal(count, 5);
}

// Each level names its value twice in the stored form: that must not double the work at each level.
static void nested_deep(void **state)
{
    char text[8000] = "a";
    for (int level = 0; level < 200; level++) {
        char outer[8000];
        snprintf(outer, sizeof outer, "(%.7900s between b and c)", text);
        strcpy(text, outer);
    }
    assert_true(expr_equal(parse(*state, text), parse(*state, text), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stored_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_else, set_up, tear_down),
        cmocka_unit_test_setup_teardown(different, set_up, tear_down),
        cmocka_unit_test_setup_teardown(defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nested_deep, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
