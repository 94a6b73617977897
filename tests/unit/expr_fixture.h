// SPDX-License-Identifier: MIT
// A table with a column of each common type, for the tests of expressions.
#ifndef TESTS_UNIT_EXPR_FIXTURE_H
#define TESTS_UNIT_EXPR_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/model/types.h"
#include "grammar/base/diag.h"
#include "grammar/expr.h"

typedef struct Fixture {
    Arena arena;
    Words words;
    Sources sources;
    Diag diag;
} Fixture;

static inline int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    words_init(&fixture->words, &fixture->arena);
    sources_init(&fixture->sources, &fixture->arena);
    diag_init(&fixture->diag, &fixture->sources, &fixture->arena);
    *state = fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    Fixture *fixture = *state;
    sources_free(&fixture->sources);
    words_free(&fixture->words);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static inline const Expr *fixture_parse(Fixture *fixture, const char *text)
{
    const Source *source = sources_text(&fixture->sources, "test", text, strlen(text));
    Span span = {source->base, source->base + source->length};
    ExprFault why;
    const Expr *expr = expr_parse(&fixture->words, &fixture->arena, source->text, span, &why);
    if (!expr)
        fail_msg("'%s' is not parsed", text);
    return expr;
}

static inline bool fixture_column(const char *name, Type *out)
{
    static const struct {
        const char *name;
        uint8_t id, dims;
    } COLUMNS[] = {
        {"qty", TYPE_INT4, 0},      {"small", TYPE_INT2, 0},
        {"big", TYPE_INT8, 0},      {"price", TYPE_NUMERIC, 0},
        {"d", TYPE_FLOAT8, 0},      {"name", TYPE_TEXT, 0},
        {"vc", TYPE_VARCHAR, 0},    {"flag", TYPE_BOOL, 0},
        {"placed", TYPE_DATE, 0},   {"created", TYPE_TIMESTAMPTZ, 0},
        {"ts", TYPE_TIMESTAMP, 0},  {"iv", TYPE_INTERVAL, 0},
        {"tm", TYPE_TIME, 0},       {"status", TYPE_ENUM, 0},
        {"tags", TYPE_TEXT, 1},     {"js", TYPE_JSONB, 0},
        {"plain_js", TYPE_JSON, 0}, {"uid", TYPE_UUID, 0},
        {"odd", TYPE_NONE, 0},      {"geo", TYPE_USER, 0},
        {"maybe", TYPE_INT4, 0},    {"c3", TYPE_CHAR, 0},
        {"raw", TYPE_BYTEA, 0},
    };
    for (size_t at = 0; at < sizeof COLUMNS / sizeof *COLUMNS; at++)
        if (!strcmp(COLUMNS[at].name, name)) {
            *out = (Type){.id = COLUMNS[at].id, .dims = COLUMNS[at].dims};
            return true;
        }
    return false;
}

#endif
