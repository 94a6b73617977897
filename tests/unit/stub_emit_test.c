// SPDX-License-Identifier: MIT
// What is written for a schema, and its migration's checks on a database. That the C compiles and judges
// as the databases do is tested in tests/stubs.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "gen/check/check.h"
#include "gen/emit/stub.h"
#include "grammar/parse.h"
#include "runtime/schemac.h"

typedef struct Made {
    Draft source, header;
} Made;

static void emit(Made *made, const char *schema, const char *prefix)
{
    char path[] = "/tmp/stub_emit_XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, schema, strlen(schema)) == (ssize_t)strlen(schema));
    close(file);
    Arena arena = {0};
    Words words;
    Sources sources;
    Diag diag;
    words_init(&words, &arena);
    parse_words(&words);
    sources_init(&sources, &arena);
    diag_init(&diag, &sources, &arena);
    Model *model = check_schema(path, &(CheckOptions){0}, &sources, &words, &arena, &diag);
    if (!model)
        diag_print(&diag, stderr, DIAG_TEXT);
    assert_non_null(model);
    stub_emit(model, (StubNames){prefix, "app.check.h"}, &made->source, &made->header);
    model_free(model);
    sources_free(&sources);
    words_free(&words);
    arena_free(&arena);
    unlink(path);
}

static void release(Made *made)
{
    draft_drop(&made->source);
    draft_drop(&made->header);
}

static void holds(const Draft *draft, const char *part)
{
    if (!strstr(text_string(&draft->text), part))
        fail_msg("not written: %s\nin:\n%s", part, text_string(&draft->text));
}

static void lacks(const Draft *draft, const char *part)
{
    if (strstr(text_string(&draft->text), part))
        fail_msg("written: %s", part);
}

static void types_say_what_may_be_missing(void **state)
{
    (void)state;
    Made made = {0};
    emit(&made,
         "/// Things.\ntable t {\n /// The key.\n id bigint key auto; a int; b int?; c int = 1; d text; e "
         "bool?;\n"
         "f real; g bytea?; h numeric(5,2) = 0; i int as (a + 1) stored; j date[]; k text? = 'x'; }",
         "app");
    holds(&made.header, "// Things.\nstruct app_t {\n    // The key.\n    SchemacInt id; // bigint, or "
                        "nothing: its default\n");
    holds(&made.header,
          "    int64_t a; // int\n    SchemacInt b; // int, or null\n    SchemacInt c; // int, or nothing");
    holds(&made.header,
          "    SchemacText d; // text\n    SchemacBool e; // boolean, or null\n    double f; // real\n");
    holds(&made.header,
          "    SchemacBytes g; // bytea, or null\n    SchemacText h; // numeric(5,2), or nothing");
    holds(&made.header, "    SchemacText j; // date[]\n    SchemacText k; // text, or null\n");
    lacks(&made.header, " i; ");
    holds(&made.source, "{\"\", \"generated\", \"i\"}");
    holds(&made.source, "{\"\", \"type\", \"j date[]\"}");
    release(&made);
}

static void what_c_cannot_mean_is_listed(void **state)
{
    (void)state;
    Made made = {0};
    emit(&made,
         "table a { id int key; u int unique; r int -> a(id); t text; d date; c text collate \"de-x-icu\";\n"
         "check back (t ~ '(a)\\1'); check fine (t ~ '^a+$'); check today (d > current_date);\n"
         "check german (c <> 'x'); check named (t <> ''); }",
         "app");
    holds(&made.source, "{\"back\", \"check\", \"check (t ~ '(a)\\\\1')\"}");
    holds(&made.source, "{\"today\", \"check\",");
    holds(&made.source, "{\"german\", \"check\",");
    holds(&made.source, "{\"a_pkey\", \"key\", \"(id)\"}");
    holds(&made.source, "{\"a_u_key\", \"unique\", \"(u)\"}");
    holds(&made.source, "{\"a_r_fkey\", \"foreign key\", \"(r) -> a (id)\"}");
    holds(&made.source, "{\"fine\", \"\", \"check (t ~ '^a+$')\",");
    holds(&made.source, "{\"named\", \"\", \"check (t <> '')\",");
    lacks(&made.source, "{\"fine\", \"check\"");
    release(&made);
}

static void every_word_of_c_is_avoided(void **state)
{
    (void)state;
    static const char *const words[] = {
        "alignas",  "auto",     "bool",     "break",    "case",   "char",    "class",  "const",
        "default",  "do",       "double",   "else",     "enum",   "errno",   "extern", "false",
        "float",    "for",      "goto",     "if",       "inline", "int",     "long",   "new",
        "operator", "register", "restrict", "return",   "short",  "signed",  "sizeof", "static",
        "stdin",    "struct",   "switch",   "this",     "true",   "typedef", "typeof", "union",
        "unix",     "unsigned", "void",     "volatile", "while",  "xor",     "EOF",    "NULL"};
    Text schema = {0};
    Made made = {0};
    text_puts(&schema, "table t {");
    for (size_t at = 0; at < sizeof words / sizeof *words; at++)
        text_printf(&schema, " \"%s\" int;", words[at]);
    text_puts(&schema, "}");
    emit(&made, text_string(&schema), "1-for");
    for (size_t at = 0; at < sizeof words / sizeof *words; at++) {
        char field[64];
        snprintf(field, sizeof field, "    int64_t %s_; // ", words[at]);
        holds(&made.header, field);
    }
    holds(&made.header, "struct m1_for_t {");
    text_free(&schema);
    release(&made);
}

static void the_first_line_says_it_is_made(void **state)
{
    (void)state;
    Made made = {0}, again = {0};
    const char *first = "// Code generated by schemac from a schema. DO NOT EDIT.\n";
    emit(&made, "", "app");
    assert_memory_equal(text_string(&made.source.text), first, strlen(first));
    assert_memory_equal(text_string(&made.header.text), first, strlen(first));
    holds(&made.source, "const size_t app_table_count = 0;");
    holds(&made.source, "const size_t app_check_count = 0;");
    emit(&again, "", "app");
    assert_string_equal(text_string(&made.source.text), text_string(&again.source.text));
    release(&made);
    release(&again);
}

static void checks_become_data(void **state)
{
    (void)state;
    Made made = {0};
    emit(&made,
         "table t { a int; } migration \"1\" m { verify \"say \"\"hi\"\"\" none $$ select 1\n where false "
         "$$;\n"
         "verify before 'it''s' equal $$ select 1 $$ $$ select 2 $$; }",
         "app");
    holds(&made.source, "{\"say \\\"hi\\\"\", \"after\", \"none\",\n    \" select 1\\n\"\n    \" where false "
                        "\",\n    NULL},");
    holds(&made.source, "{\"it's\", \"before\", \"equal\",\n    \" select 1 \",\n    \" select 2 \"},");
    holds(&made.source, "const size_t app_check_count = 2;");
    release(&made);
}

// A text longer than any compiler must take is written as characters.
static void long_texts_are_cut_up(void **state)
{
    (void)state;
    Made made = {0};
    Text schema = {0};
    text_puts(&schema, "table t { a int; } migration \"1\" m { verify \"x\" none $$ select '");
    for (int at = 0; at < 5000; at++)
        text_char(&schema, 'y');
    text_puts(&schema, "' where false $$; }");
    emit(&made, text_string(&schema), "app");
    holds(&made.source, "(const char[]){\n    '\\040', '\\163', '\\145',");
    text_free(&schema);
    release(&made);
}

// --- schemac_checks_run ---

static void count_event(void *context, const SchemacEvent *event)
{
    if (event->kind == SCHEMAC_EVENT_CHECK)
        ((int *)context)[event->check->pass]++;
}

static void checks_run_on_a_database(void **state)
{
    (void)state;
    static const SchemacMigrationCheck checks[] = {
        {"none", "after", "none", "select 1 where 0", NULL},
        {"some", "after", "some", "select 1", NULL},
        {"same", "after", "equal", "select 1", "select 2"},
        {"early", "before", "none", "select 1", NULL},
    };
    sqlite3 *lite;
    SchemacDb *db;
    SchemacError error;
    int results[2] = {0};
    SchemacOptions options = {.event = count_event, .event_context = results};
    assert_int_equal(sqlite3_open(":memory:", &lite), SQLITE_OK);
    assert_int_equal(schemac_sqlite_use(lite, &db, &error), SCHEMAC_OK);
    assert_int_equal(schemac_checks_run(db, checks, 2, "after", NULL, &error), SCHEMAC_OK);
    assert_int_equal(schemac_checks_run(db, checks, 0, "after", NULL, &error), SCHEMAC_OK);
    assert_int_equal(schemac_checks_run(db, checks, 4, "after", &options, &error), SCHEMAC_CHECK_FAILED);
    assert_non_null(strstr(error.message, "same"));
    assert_int_equal(results[true], 2);
    assert_int_equal(results[false], 1);
    assert_int_equal(schemac_checks_run(db, checks, 4, "before", NULL, &error), SCHEMAC_CHECK_FAILED);
    schemac_close(db);
    sqlite3_close(lite);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_say_what_may_be_missing),
        cmocka_unit_test(what_c_cannot_mean_is_listed),
        cmocka_unit_test(every_word_of_c_is_avoided),
        cmocka_unit_test(the_first_line_says_it_is_made),
        cmocka_unit_test(checks_become_data),
        cmocka_unit_test(long_texts_are_cut_up),
        cmocka_unit_test(checks_run_on_a_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
