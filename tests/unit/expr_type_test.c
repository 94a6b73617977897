// SPDX-License-Identifier: MIT
// What is reported about expressions, where, and what is left alone.
#include "tests/unit/expr_fixture.h"

#include "gen/check/expr_type.h"

static bool column(const void *context, const Word *qualifier, const Word *name, Type *out)
{
    Fixture *fixture = (Fixture *)(uintptr_t)context;
    if (qualifier && strcmp(qualifier->text, "t") != 0)
        return false;
    bool found = fixture_column(name->text, out);
    if (found && out->id == TYPE_ENUM)
        out->name = words_text(&fixture->words, "order_status");
    return found;
}

static void feed(const void *context, const Word *qualifier, Guess *guess)
{
    (void)context, (void)qualifier;
    guess_feed(guess, "qty");
    guess_feed(guess, "price");
    guess_feed(guess, "status");
}

static const char *const LABELS[] = {"draft", "open", "paid"};

static bool label(const void *context, Type type, const char *text)
{
    (void)context, (void)type;
    for (int at = 0; at < 3; at++)
        if (!strcmp(LABELS[at], text))
            return true;
    return false;
}

static void feed_labels(const void *context, Type type, Guess *guess)
{
    (void)context, (void)type;
    for (int at = 0; at < 3; at++)
        guess_feed(guess, LABELS[at]);
}

static bool named(const void *context, const ExprType *type, Type *out)
{
    Fixture *fixture = (Fixture *)(uintptr_t)context;
    *out = (Type){.id = TYPE_ENUM, .name = words_text(&fixture->words, "order_status")};
    return !strcmp(type->name->text, "order_status");
}

static bool function(const void *context, const Word *schema, const Word *name, Type *out)
{
    (void)context, (void)schema;
    *out = type_of(TYPE_INT4);
    return !strcmp(name->text, "my_function");
}

static ExprScope scope_of(Fixture *fixture, ExprUse use, Type target)
{
    return (ExprScope){.use = use,
                       .target = target,
                       .column = column,
                       .feed_columns = feed,
                       .label = label,
                       .feed_labels = feed_labels,
                       .type = named,
                       .function = function,
                       .context = fixture};
}

// Code of the one message that is expected (NULL: none), and the text it points at.
typedef struct Case {
    const char *text, *code, *at, *fix;
} Case;

static void run(Fixture *fixture, const Case *cases, size_t count, ExprUse use, Type target)
{
    for (size_t at = 0; at < count; at++) {
        const Case *now = &cases[at];
        Diag *diag = &fixture->diag;
        diag_init(diag, &fixture->sources, &fixture->arena);
        ExprScope scope = scope_of(fixture, use, target);
        const Expr *expr = fixture_parse(fixture, now->text);
        bool good = expr_check(expr, &scope, diag);
        const DiagItem *item = diag->items;
        if (good != !item || (item && item->next))
            fail_msg("'%s': %s", now->text, item ? item->next ? item->next->text : item->text : "no message");
        if (item && !now->code)
            fail_msg("'%s': %s", now->text, item->text);
        if (!now->code)
            continue;
        if (!item)
            fail_msg("'%s': nothing is reported", now->text);
        assert_string_equal(diag_code(item->id), now->code);
        if (now->at) {
            assert_int_equal(span_length(item->span), strlen(now->at));
            assert_memory_equal(span_text(&fixture->sources, item->span), now->at, strlen(now->at));
        }
        if (now->fix) {
            assert_non_null(item->notes);
            assert_string_equal(item->notes->text, now->fix);
        }
    }
}
#define RUN(state, cases, use, target) run(*(state), cases, sizeof(cases) / sizeof *(cases), use, target)

static void checks(void **state)
{
    static const Case CASES[] = {
        {"qty between 1 and 1000", NULL, NULL, NULL},
        {"t.qty > 0 and u.qty > 0", "expr-column", "qty", "qty"},
        {"qtty > 0", "expr-column", "qtty", "qty"},
        {"name < 5", "expr-operator", "name < 5", NULL},
        {"flag + 1 > 0", "expr-operator", "flag + 1", NULL},
        {"status = 'drft'", "expr-label", "'drft'", "'draft'"},
        {"status in ('open', 'shut')", "expr-label", "'shut'", NULL},
        {"status <> 'paid' or price > 0", NULL, NULL, NULL},
        {"status = name", "expr-operator", "status = name", NULL},
        {"status like 'a%'", "expr-operand", "status", NULL},
        {"qty", "expr-operand", "qty", NULL},
        {"qty and flag", "expr-operand", "qty", NULL},
        {"not name", "expr-operand", "name", NULL},
        {"qty = 'five'", "expr-literal", "'five'", NULL},
        {"qty = ' 5 '", NULL, NULL, NULL},
        {"small = '40000'", "expr-literal", "'40000'", NULL},
        {"placed > '2023-02-30'", "expr-literal", "'2023-02-30'", NULL},
        {"placed > '2024-02-29'", NULL, NULL, NULL},
        {"placed > 'Jan 5 2020'", NULL, NULL, NULL},
        {"flag = 'maybe'", "expr-literal", "'maybe'", NULL},
        {"uid <> 'x'", "expr-literal", "'x'", NULL},
        {"uid = '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'", NULL, NULL, NULL},
        {"tags = 'a'", "expr-literal", "'a'", NULL},
        {"'a' = any (tags)", NULL, NULL, NULL},
        {"5 = any (tags)", "expr-operator", NULL, NULL},
        {"placed < tm", "expr-operator", NULL, NULL},
        {"placed < created", NULL, NULL, NULL},
        {"plain_js = plain_js", "expr-operator", NULL, NULL},
        {"js = '{}'", NULL, NULL, NULL},
        {"js ->> 'a' = 'b'", NULL, NULL, NULL},
        {"js ->> 'a' = 5", "expr-operator", NULL, NULL},
        {"odd > 5 and odd || odd = odd and odd", NULL, NULL, NULL},
        {"geo && geo and geo = 5", NULL, NULL, NULL},
        {"length(name) > 3", NULL, NULL, NULL},
        {"char_length(qty) > 3", "expr-operand", "qty", NULL},
        {"lower(name, name) = name", "expr-arguments", NULL, NULL},
        {"lowr(name) = name", "expr-function", "lowr", "lower"},
        {"lenght(name) > 3", "expr-function", "lenght", "length"},
        {"my_function(1, 2) > 3", NULL, NULL, NULL},
        {"my_function(1) = name", "expr-operator", NULL, NULL},
        {"other_thing(qty)", NULL, NULL, NULL},
        {"count(*) > 1", "expr-aggregate", "count(*)", NULL},
        {"qty::uuid is null", "expr-cast", NULL, NULL},
        {"qty::text = '5'", NULL, NULL, NULL},
        {"'x'::int = qty", "expr-literal", "'x'", NULL},
        {"'nope'::order_status = status", "expr-label", "'nope'", NULL},
        {"qty::numeric(2000) > 1", "type-modifiers", NULL, NULL},
        {"qty || small = 'x'", "expr-operator", NULL, NULL},
        {"qty || 'x' = 'x'", NULL, NULL, NULL},
        {"case when flag then 1 else 2 end = qty", NULL, NULL, NULL},
        {"case when qty then 1 end = 1", "expr-operand", "qty", NULL},
        {"case status when 'drft' then true end", "expr-label", NULL, NULL},
        {"coalesce(price, 0) > 0", NULL, NULL, NULL},
        {"coalesce(name, 'x') > 0", "expr-operator", NULL, NULL},
        {"created - interval '1 day' < now()", "check-clock", "now()", NULL},
        {"placed + 1 > placed - iv", NULL, NULL, NULL},
        {"placed - placed > 5", NULL, NULL, NULL},
        {"created - created > 5", "expr-operator", NULL, NULL},
        {"placed + placed > placed", "expr-operator", "placed + placed", NULL},
        {"created at time zone 'utc' > ts", NULL, NULL, NULL},
        {"(flag is null) = (qty is null)", NULL, NULL, NULL},
        {"qty is true", "expr-operand", "qty", NULL},
        {"extract(year from placed) > 2000", NULL, NULL, NULL},
        {"(qty, small) = (1, 2)", NULL, NULL, NULL},
        {"qty in (1, null)", NULL, NULL, NULL},
        {"qty = any (array['1', 'x'])", "expr-literal", "'x'", NULL},
        {"-name = 'x'", "expr-operand", "name", NULL},
        {"name ~ '^[a-z]+$'", NULL, NULL, NULL},
        {"qty ~ '5'", "expr-operand", "qty", NULL},
        {"qty > 1e400 and price > 0.5 and big < 99999999999999999999", NULL, NULL, NULL},
        {"raw <> '\\x00' and c3 = 'abc'", NULL, NULL, NULL},
        {"name collate \"C\" < 'x'", NULL, NULL, NULL},
        {"current_user = name and current_date > placed", "check-clock", "current_date", NULL},
    };
    RUN(state, CASES, EXPR_USE_CHECK, (Type){0});
}

static void defaults(void **state)
{
    Fixture *fixture = *state;
    static const Case INTEGERS[] = {
        {"0", NULL, NULL, NULL},
        {"'5'", NULL, NULL, NULL},
        {"'x'", "expr-literal", "'x'", NULL},
        {"now()", "expr-assign", "now()", NULL},
        {"true", "expr-assign", "true", NULL},
        {"nextval('s')", NULL, NULL, NULL},
        {"qty + 1", "expr-default-column", "qty", NULL},
        {"1.5", NULL, NULL, NULL},
        {"null", NULL, NULL, NULL},
        {"3000000000", NULL, NULL, NULL},
    };
    static const Case ENUMS[] = {
        {"'draft'", NULL, NULL, NULL},
        {"'drft'", "expr-label", "'drft'", "'draft'"},
        {"draft", "expr-default-column", "draft", "'draft'"},
        {"'draft'::order_status", NULL, NULL, NULL},
        {"'draft'::text", "expr-assign", NULL, NULL},
    };
    static const Case ARRAYS[] = {
        {"'{}'", NULL, NULL, NULL},
        {"array['a', 'b']", NULL, NULL, NULL},
        {"array[]::text[]", NULL, NULL, NULL},
        {"'a'", "expr-literal", NULL, NULL},
        {"5", "expr-assign", NULL, NULL},
    };
    static const Case TIMES[] = {
        {"now()", NULL, NULL, NULL},        {"current_timestamp", NULL, NULL, NULL},
        {"'now'", NULL, NULL, NULL},        {"now() + interval '1 day'", NULL, NULL, NULL},
        {"current_date", NULL, NULL, NULL}, {"'soon'", "expr-literal", NULL, NULL},
        {"1", "expr-assign", NULL, NULL},
    };
    RUN(state, INTEGERS, EXPR_USE_DEFAULT, type_of(TYPE_INT4));
    RUN(state, ENUMS, EXPR_USE_DEFAULT,
        ((Type){.id = TYPE_ENUM, .name = words_text(&fixture->words, "order_status")}));
    RUN(state, ARRAYS, EXPR_USE_DEFAULT, ((Type){.id = TYPE_TEXT, .dims = 1}));
    RUN(state, TIMES, EXPR_USE_DEFAULT, type_of(TYPE_TIMESTAMPTZ));
}

static void immutable(void **state)
{
    static const Case CASES[] = {
        {"lower(name)", NULL, NULL, NULL},
        {"qty * price", NULL, NULL, NULL},
        {"now()", "expr-mutable", "now()", NULL},
        {"coalesce(created, current_timestamp)", "expr-mutable", "current_timestamp", NULL},
        {"created::date", "expr-mutable", NULL, NULL},
        {"(created at time zone 'utc')::date", NULL, NULL, NULL},
        {"date_trunc('day', created)", "expr-mutable", NULL, NULL},
        {"date_trunc('day', ts)", NULL, NULL, NULL},
        {"extract(year from placed)", NULL, NULL, NULL},
        {"to_tsvector(name)", "expr-mutable", NULL, NULL},
        {"to_tsvector('english', name)", NULL, NULL, NULL},
        {"status::text", "expr-mutable", NULL, NULL},
        {"other(name)", NULL, NULL, NULL},
        {"my_function(qty)", NULL, NULL, NULL},
        {"random()", "expr-mutable", NULL, NULL},
        {"odd::date", NULL, NULL, NULL},
        {"qty::text", NULL, NULL, NULL},
    };
    RUN(state, CASES, EXPR_USE_INDEX, (Type){0});
}

static void facts(void **state)
{
    Fixture *fixture = *state;
    ExprScope scope = scope_of(fixture, EXPR_USE_ANY, (Type){0});
    ExprFacts got = expr_facts(fixture_parse(fixture, "1 + 2"), &scope);
    assert_true(got.constant && got.known && got.portable && got.volatility == EXPR_IMMUTABLE);
    got = expr_facts(fixture_parse(fixture, "now()"), &scope);
    assert_true(!got.constant && got.known && got.volatility == EXPR_STABLE);
    got = expr_facts(fixture_parse(fixture, "gen_random_uuid()"), &scope);
    assert_true(got.known && got.volatility == EXPR_VOLATILE);
    got = expr_facts(fixture_parse(fixture, "foo(1)"), &scope);
    assert_true(!got.known && got.volatility == EXPR_VOLATILE && !got.portable);
    got = expr_facts(fixture_parse(fixture, "qty between 1 and 5 and lower(name) = name"), &scope);
    assert_true(got.portable && !got.constant && !got.aggregate);
    got = expr_facts(fixture_parse(fixture, "name ~ 'x' and tags @> tags"), &scope);
    assert_true(!got.portable && got.why_not_portable);
}

static void domains(void **state)
{
    Fixture *fixture = *state;
    ExprScope scope = {
        .use = EXPR_USE_CHECK, .target = type_of(TYPE_TEXT), .value = words_text(&fixture->words, "value")};
    assert_true(expr_check(fixture_parse(fixture, "value ~ '^[^@ ]+@[^@ ]+$'"), &scope, &fixture->diag));
    assert_false(expr_check(fixture_parse(fixture, "VALUE > 5"), &scope, &fixture->diag));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(checks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(immutable, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(domains, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
