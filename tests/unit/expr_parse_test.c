// SPDX-License-Identifier: MIT
// Which texts are expressions, how they are grouped, and that hostile ones are refused quickly.
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "grammar/base/text.h"
#include "grammar/expr.h"

// The tree as text: every node in parentheses, so that grouping shows.
static void show(Text *out, const Expr *expr)
{
    static const char *const KINDS[] = {
        "null", "bool",  "number", "string",    "bits",  "column",  "call", "argument",
        "cast", "unary", "binary", "between",   "in",    "is",      "like", "quantified",
        "case", "array", "row",    "subscript", "field", "collate", "zone",
    };
    if (expr->kind == EXPR_COLUMN || expr->kind == EXPR_NUMBER || expr->kind == EXPR_BITS) {
        text_printf(out, "%s%s%s", expr->qualifier ? expr->qualifier->text : "", expr->qualifier ? "." : "",
                    expr->name->text);
        return;
    }
    if (expr->kind == EXPR_STRING) {
        text_printf(out, "'%s'", expr->name->text);
        return;
    }
    text_printf(out, "(%s", expr->kind == EXPR_CALL ? expr->name->text : KINDS[expr->kind]);
    if (expr->op)
        text_printf(out, " %s%s", expr->flags & EXPR_NOT ? "not " : "", expr_op_text(expr));
    if (expr->type)
        text_printf(out, " %s/%d/%d", expr->type->name->text, expr->type->arg_count, expr->type->dims);
    for (const Expr *kid = expr->first; kid; kid = kid->next) {
        text_char(out, ' ');
        show(out, kid);
    }
    text_char(out, ')');
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

static Expr *parse(Fixture *fixture, const char *text, ExprFault *why)
{
    Span span = {10, 10 + (uint32_t)strlen(text)};
    return expr_parse(&fixture->words, &fixture->arena, text, span, why);
}

static void grouping(void **state)
{
    static const char *const CASES[][2] = {
        {"qty between 1 and 1000", "(between qty 1 1000)"},
        {"a or b and not c = d", "(binary or a (binary and b (unary not (binary = c d))))"},
        {"a = b is null", "(is null (binary = a b))"},
        {"-a::int ^ 2", "(binary ^ (unary - (cast int/0/0 a)) 2)"},
        {"a || b = c || d", "(binary = (binary || a b) (binary || c d))"},
        {"a + b || c", "(binary || (binary + a b) c)"},
        {"a -> 'x' ->> 'y' = 'z'", "(binary = (binary ->> (binary -> a 'x') 'y') 'z')"},
        {"x not in (1,2) and y", "(binary and (in x 1 2) y)"},
        {"x NOT LIKE 'a%' ESCAPE '!'", "(like not like x 'a%' '!')"},
        {"x !~~ 'a%'", "(like not like x 'a%')"},
        {"x not similar  to 'a'", "(like not similar to x 'a')"},
        {"a = any (array[1,2])", "(quantified = a (array 1 2))"},
        {"a <> ALL (ARRAY['x'::text])", "(quantified <> a (array (cast text/0/0 'x')))"},
        {"case when a then 1 else 2 end", "(case a 1 2)"},
        {"case x when a then 1 when b then 3 end", "(case x a 1 b 3)"},
        {"cast(x as timestamp(3) with time zone[])", "(cast timestamp with time zone/1/1 x)"},
        {"x::character  varying(10)[3]", "(cast character varying/1/1 x)"},
        {"x::double precision", "(cast double precision/0/0 x)"},
        {"date '2020-01-01' + interval '1 day'",
         "(binary + (cast date/0/0 '2020-01-01') (cast interval/0/0 '1 day'))"},
        {"timestamp with time zone '2020-01-01'", "(cast timestamp with time zone/0/0 '2020-01-01')"},
        {"timestamp(3) '2020-01-01'", "(cast timestamp/1/0 '2020-01-01')"},
        {"interval '1' day to second", "(cast interval day to second/0/0 '1')"},
        {"extract(year from d) > 2000", "(binary > (extract 'year' d) 2000)"},
        {"trim(leading 'x' from y)", "(ltrim y 'x')"},
        {"trim(x)", "(btrim x)"},
        {"position('a' in b)", "(position 'a' b)"},
        {"position > 0", "(binary > position 0)"},
        {"substring(x from 2 for 3)", "(substring x 2 3)"},
        {"substring(x for 3)", "(substring x 1 3)"},
        {"overlay(a placing b from 1)", "(overlay a b 1)"},
        {"coalesce(a, nullif(b, ''))", "(coalesce a (nullif b ''))"},
        {"shop.f(distinct a, b => 1)", "(f a (argument 1))"},
        {"now() at time zone 'utc'", "(zone (now) 'utc')"},
        {"current_timestamp(3)", "(current_timestamp 3)"},
        {"t.\"Mixed \"\"Name\" is not true", "(is not true t.Mixed \"Name)"},
        {"(a, b) = row(1, 2)", "(binary = (row a b) (row 1 2))"},
        {"tags[1] = 'x'", "(binary = (subscript tags 1) 'x')"},
        {"tags[1:2]", "(subscript tags 1 2)"},
        {"(addr).street <> ''", "(binary <> (field addr) '')"},
        {"name collate \"C\" < 'x'", "(binary < (collate name) 'x')"},
        {"a operator(pg_catalog.+) b", "(binary + a b)"},
        {"a operator(x.+) b", "(binary + a b)"},
        {"a @> b and c ? 'k'", "(binary and (binary @> a b) (binary ? c 'k'))"},
        {"x between symmetric 1 and 2 or y", "(binary or (between x 1 2) y)"},
        {"x is distinct from y + 1", "(binary is distinct from x (binary + y 1))"},
        {"value ~ '^[^@ ]+@[^@ ]+$'", "(binary ~ value '^[^@ ]+@[^@ ]+$')"},
        {"E'a\\n\\'b'", "'a\n'b'"},
        {"$$it's$$", "'it's'"},
        {"a -- the one\n + /* the\n other */ b", "(binary + a b)"},
        {"a =-1", "(binary = a (unary - 1))"},
        {"time > '10:00' and zone = 1 and at = 2",
         "(binary and (binary and (binary > time '10:00') (binary = zone 1)) (binary = at 2))"},
        {"array[[1,2],[3,4]]", "(array (array 1 2) (array 3 4))"},
        {"'{}'::int[]", "(cast int/0/1 '{}')"},
        {"t.order", "t.order"},
        {"x'1F' = b'01'", "(binary = x'1f' b'01')"},
    };
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        Text out = {0};
        ExprFault why = {0};
        const Expr *expr = parse(*state, CASES[at][0], &why);
        if (!expr)
            fail_msg("'%s' is not parsed: %s", CASES[at][0],
                     expr_fault_text(&((Fixture *)*state)->arena, &why, "?", 1));
        show(&out, expr);
        assert_string_equal(text_string(&out), CASES[at][1]);
        text_free(&out);
    }
}

static void refusals(void **state)
{
    static const struct {
        const char *text;
        int why;
        uint32_t start, end;
    } CASES[] = {
        {"a >", EXPR_FAULT_SYNTAX, 13, 13},
        {"a > )", EXPR_FAULT_SYNTAX, 14, 15},
        {"", EXPR_FAULT_SYNTAX, 10, 10},
        {"a b", EXPR_FAULT_SYNTAX, 12, 13},
        {"a = 'x", EXPR_FAULT_OPEN, 14, 15},
        {"a in (select 1)", EXPR_FAULT_SUBQUERY, 16, 22},
        {"exists (select 1)", EXPR_FAULT_SUBQUERY, 10, 18},
        {"order > 1", EXPR_FAULT_SYNTAX, 10, 15},
        {"1abc", EXPR_FAULT_SYNTAX, 10, 12},
        {"count(*) over ()", EXPR_FAULT_SYNTAX, 19, 23},
        {"a = b = c", EXPR_FAULT_SYNTAX, 16, 17},
    };
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        ExprFault why = {0};
        if (parse(*state, CASES[at].text, &why))
            fail_msg("'%s' is parsed", CASES[at].text);
        if (why.why != (unsigned)CASES[at].why || why.span.start != CASES[at].start ||
            why.span.end != CASES[at].end)
            fail_msg("'%s': fault %d at %u-%u", CASES[at].text, (int)why.why, why.span.start, why.span.end);
    }
}

static void expected(void **state)
{
    Fixture *fixture = *state;
    ExprFault why = {0};
    assert_null(parse(fixture, "x is 5", &why));
    assert_string_equal(expr_fault_text(&fixture->arena, &why, "5", 1), "'5' is not understood here");
    assert_null(parse(fixture, "f(a, )", &why));
    assert_null(parse(fixture, "cast(a, b)", &why));
    assert_non_null(expr_fault_text(&fixture->arena, &why, ",", 1));
}

static char *repeat(const char *part, size_t times, const char *tail)
{
    size_t length = strlen(part);
    char *text = malloc(length * times + strlen(tail) + 1);
    for (size_t at = 0; at < times; at++)
        memcpy(text + at * length, part, length);
    strcpy(text + length * times, tail);
    return text;
}

static void hostile(void **state)
{
    static const struct {
        const char *part;
        size_t times;
        const char *tail;
    } CASES[] = {
        {"(", 100000, ""},          {"- ", 100000, "1"},    {"1+", 100000, "1"},   {"not ", 100000, "a"},
        {"a[", 100000, ""},         {"f(", 100000, ""},     {"a and ", 5000, "b"}, {"case when ", 50000, ""},
        {"+", 50000000, "1"},       {"/*", 100000, ""},     {"array[", 50000, ""}, {"a::int::", 50000, "int"},
        {"a collate ", 50000, "b"}, {"(a).b.", 10000, "c"}, {"1,", 100000, "1"},   {"'a", 100001, ""},
    };
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        char *text = repeat(CASES[at].part, CASES[at].times, CASES[at].tail);
        ExprFault why = {0};
        assert_null(parse(*state, text, &why));
        free(text);
    }
    char *list = repeat("1,", 50000, "1)");
    char *text = malloc(strlen(list) + 10);
    strcat(strcpy(text, "x in ("), list);
    assert_non_null(parse(*state, text, NULL));
    free(text);
    free(list);
    text = repeat("a and ", 900, "b");
    assert_non_null(parse(*state, text, NULL));
    free(text);
}

static void spans(void **state)
{
    const Expr *expr = parse(*state, "(shop.users.\"id\" + 1) > 2", NULL);
    assert_int_equal(expr->span.start, 10);
    assert_int_equal(expr->span.end, 35);
    const Expr *sum = expr->first, *column = sum->first;
    assert_true(sum->flags & EXPR_PAREN);
    assert_int_equal(sum->span.start, 11);
    assert_int_equal(sum->span.end, 30);
    assert_int_equal(column->span.start, 11);
    assert_int_equal(column->name_start, 22);
    assert_int_equal(column->name_end, 26);
    assert_string_equal(column->schema->text, "shop");
    assert_string_equal(column->qualifier->text, "users");
    assert_string_equal(column->name->text, "id");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(grouping, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refusals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(expected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spans, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
