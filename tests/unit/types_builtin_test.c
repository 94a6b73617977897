// SPDX-License-Identifier: MIT
// Types: parsing, printing, and what a change costs. The costs were compared with PostgreSQL 15 for all
// pairs of 60 types; a part of them is kept here.
#include "tests/unit/expr_fixture.h"

static Type type(const char *words, int count, int64_t first, int64_t second, unsigned dims)
{
    const int64_t args[] = {first, second};
    Type out;
    if (type_parse(words, args, (size_t)count, dims, &out) != TYPE_OK)
        fail_msg("'%s' is no type", words);
    return out;
}

static void parsing(void **state)
{
    static const struct {
        const char *words;
        int count;
        int64_t first, second;
        unsigned dims;
        const char *postgres, *lite, *brief;
    } CASES[] = {
        {"int", 0, 0, 0, 0, "integer", "integer", "int"},
        {"int4", 0, 0, 0, 1, "integer[]", NULL, "int[]"},
        {"bigint", 0, 0, 0, 0, "bigint", "integer", "bigint"},
        {"varchar", 1, 20, 0, 0, "character varying(20)", "varchar(20)", "varchar(20)"},
        {"char", 0, 0, 0, 0, "character(1)", "char(1)", "char(1)"},
        {"bpchar", 0, 0, 0, 0, "bpchar", "char", "bpchar"},
        {"bpchar", 1, 5, 0, 0, "character(5)", "char(5)", "char(5)"},
        {"numeric", 2, 12, 2, 0, "numeric(12,2)", "numeric(12,2)", "numeric(12,2)"},
        {"decimal", 1, 5, 0, 0, "numeric(5,0)", "numeric(5,0)", "numeric(5,0)"},
        {"timestamptz", 1, 3, 0, 0, "timestamp(3) with time zone", "text", "timestamptz(3)"},
        {"timestamp with time zone", 1, 3, 0, 2, "timestamp(3) with time zone[]", NULL, "timestamptz(3)[]"},
        {"timestamp", 0, 0, 0, 0, "timestamp without time zone", "text", "timestamp"},
        {"time", 0, 0, 0, 0, "time without time zone", "text", "time"},
        {"interval day to second", 1, 2, 0, 0, "interval day to second(2)", "text",
         "interval day to second(2)"},
        {"float", 1, 24, 0, 0, "real", "real", "real"},
        {"float", 0, 0, 0, 0, "double precision", "real", "double precision"},
        {"bit varying", 1, 8, 0, 0, "bit varying(8)", NULL, "varbit(8)"},
        {"\"char\"", 0, 0, 0, 0, "\"char\"", "text", "\"char\""},
        {"bool", 0, 0, 0, 0, "boolean", "boolean", "boolean"},
        {"jsonb", 0, 0, 0, 0, "jsonb", "text", "jsonb"},
        {"blob", 0, 0, 0, 0, NULL, "blob", "blob"},
        {"any", 0, 0, 0, 0, NULL, "any", "any"},
        {"point", 0, 0, 0, 0, "point", NULL, "point"},
        {"serial", 0, 0, 0, 0, "serial", "integer", "serial"},
    };
    (void)state;
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        Type got = type(CASES[at].words, CASES[at].count, CASES[at].first, CASES[at].second, CASES[at].dims);
        const char *want[] = {CASES[at].postgres, CASES[at].lite, CASES[at].brief};
        for (int form = 0; form < 3; form++) {
            Text text = {0};
            bool printed = true;
            if (form == 2)
                type_print_short(&text, got);
            else
                printed = type_print(&text, got, form ? TYPE_SQLITE : TYPE_POSTGRES);
            assert_int_equal(printed, want[form] != NULL);
            assert_string_equal(text_string(&text), want[form] ? want[form] : "");
            text_free(&text);
        }
    }
}

static void faults(void **state)
{
    Fixture *fixture = *state;
    const int64_t big[] = {2000, 2000, 1};
    Type out;
    assert_int_equal(type_parse("nonsense", NULL, 0, 0, &out), TYPE_NO_SUCH);
    assert_int_equal(type_parse("text", big, 1, 0, &out), TYPE_NO_ARGS);
    assert_int_equal(type_parse("varchar", big, 2, 0, &out), TYPE_TOO_MANY_ARGS);
    assert_int_equal(type_parse("numeric", big, 1, 0, &out), TYPE_ARG_RANGE);
    assert_int_equal(type_parse("interval day", big, 1, 0, &out), TYPE_TOO_MANY_ARGS);
    assert_int_equal(out.id, TYPE_NONE);
    const Source *source = sources_text(&fixture->sources, "t", "varchr", 6);
    type_report(&fixture->diag, (Span){source->base, source->base + 6}, TYPE_NO_SUCH, "varchr", NULL);
    assert_string_equal(fixture->diag.items->notes->text, "varchar");
}

static void equality(void **state)
{
    (void)state;
    assert_true(type_equal(type("int", 0, 0, 0, 1), type("integer", 0, 0, 0, 2)));
    assert_true(type_equal(type("serial", 0, 0, 0, 0), type("int", 0, 0, 0, 0)));
    assert_false(type_equal(type("int", 0, 0, 0, 1), type("int", 0, 0, 0, 0)));
    assert_false(type_equal(type("varchar", 1, 5, 0, 0), type("varchar", 1, 6, 0, 0)));
    assert_false(type_equal(type("interval", 0, 0, 0, 0), type("interval day", 0, 0, 0, 0)));
}

// What the expression grammar calls a type must agree with this table.
static void aliases(void **state)
{
    static const char *const NAMES[] = {
#define TYPE_SPELLING(id, name) name,
#include "gen/model/types_names.def"
#undef TYPE_SPELLING
    };
    (void)state;
    for (size_t at = 0; at < sizeof NAMES / sizeof *NAMES; at++) {
        Type got = type(NAMES[at], 0, 0, 0, 0);
        assert_string_equal(expr_type_canonical(NAMES[at]), type_info((TypeId)got.id)->name);
    }
}

static void changes(void **state)
{
    enum {
        N = TYPE_CHANGE_NONE,
        B = TYPE_CHANGE_BINARY,
        Z = TYPE_CHANGE_BINARY_UTC,
        R = TYPE_CHANGE_REWRITE,
        U = TYPE_CHANGE_USING,
        X = TYPE_CHANGE_IMPOSSIBLE
    };
    static const struct {
        const char *from;
        int from_count;
        int64_t from_args[2];
        const char *to;
        int to_count;
        int64_t to_args[2];
        int kind;
        bool lossy_up, lossy_down, may_fail;
    } CASES[] = {
        {"int", 0, {0}, "integer", 0, {0}, N, false, false, false},
        {"varchar", 1, {10}, "varchar", 1, {20}, B, false, true, false},
        {"varchar", 1, {20}, "varchar", 1, {10}, R, false, false, true},
        {"varchar", 1, {20}, "text", 0, {0}, B, false, true, false},
        {"text", 0, {0}, "varchar", 0, {0}, B, false, false, false},
        {"text", 0, {0}, "varchar", 1, {10}, R, false, false, true},
        {"char", 1, {10}, "text", 0, {0}, R, true, true, false},
        {"int", 0, {0}, "bigint", 0, {0}, R, false, true, false},
        {"bigint", 0, {0}, "int", 0, {0}, R, false, false, true},
        {"numeric", 2, {10, 2}, "numeric", 2, {12, 2}, B, false, true, false},
        {"numeric", 2, {10, 2}, "numeric", 0, {0}, B, false, true, false},
        {"numeric", 2, {10, 2}, "numeric", 2, {12, 3}, R, false, true, false},
        {"numeric", 2, {10, 2}, "numeric", 2, {10, 1}, R, true, true, true},
        {"timestamp", 0, {0}, "timestamptz", 0, {0}, Z, false, false, false},
        {"timestamptz", 0, {0}, "timestamp", 1, {3}, R, true, false, false},
        {"timestamp", 1, {3}, "timestamp", 0, {0}, B, false, true, false},
        {"text", 0, {0}, "int", 0, {0}, U, false, false, true},
        {"int", 0, {0}, "text", 0, {0}, R, false, true, false},
        {"boolean", 0, {0}, "int", 0, {0}, U, false, true, true},
        {"int", 0, {0}, "uuid", 0, {0}, X, true, true, true},
        {"cidr", 0, {0}, "inet", 0, {0}, B, false, true, false},
        {"json", 0, {0}, "jsonb", 0, {0}, R, true, false, true},
        {"date", 0, {0}, "timestamp", 0, {0}, R, false, true, false},
        {"varbit", 1, {8}, "varbit", 1, {16}, B, false, true, false},
    };
    (void)state;
    for (size_t at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        Type from =
            type(CASES[at].from, CASES[at].from_count, CASES[at].from_args[0], CASES[at].from_args[1], 0);
        Type to = type(CASES[at].to, CASES[at].to_count, CASES[at].to_args[0], CASES[at].to_args[1], 0);
        TypeChange got = type_change(from, to);
        if ((int)got.kind != CASES[at].kind || got.lossy_up != CASES[at].lossy_up ||
            got.lossy_down != CASES[at].lossy_down || got.may_fail != CASES[at].may_fail)
            fail_msg("%s -> %s: kind %d, lossy %d %d, may fail %d", CASES[at].from, CASES[at].to,
                     (int)got.kind, got.lossy_up, got.lossy_down, got.may_fail);
    }
}

static void user_types(void **state)
{
    Fixture *fixture = *state;
    Type color = {.id = TYPE_ENUM, .name = words_text(&fixture->words, "color")}, text = type_of(TYPE_TEXT);
    Type mood = {.id = TYPE_ENUM, .name = words_text(&fixture->words, "mood")};
    Type email = {.id = TYPE_DOMAIN, .name = words_text(&fixture->words, "email"), .base = &text};
    assert_int_equal(type_change(color, text).kind, TYPE_CHANGE_REWRITE);
    assert_int_equal(type_change(text, color).kind, TYPE_CHANGE_USING);
    assert_int_equal(type_change(color, mood).kind, TYPE_CHANGE_IMPOSSIBLE);
    assert_int_equal(type_change(email, text).kind, TYPE_CHANGE_BINARY);
    assert_int_equal(type_change(text, email).kind, TYPE_CHANGE_REWRITE);
    assert_true(type_change(text, email).may_fail);
    assert_int_equal(type_base(email).id, TYPE_TEXT);
    Text out = {0};
    assert_true(type_print(&out, email, TYPE_SQLITE));
    assert_string_equal(text_string(&out), "text");
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(parsing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(equality, set_up, tear_down),
        cmocka_unit_test_setup_teardown(aliases, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(user_types, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
