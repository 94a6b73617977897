// SPDX-License-Identifier: MIT
// What the databases' own parsers say of a schema or a change, and that they say nothing of what is good.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "gen/check/check.h"
#include "gen/try/try.h"
#include "grammar/parse.h"

typedef struct Fixture {
    Arena arena;
    Words words;
    Sources sources;
    Diag diag;
    Model *models[2];
    int count;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    words_init(&fixture->words, &fixture->arena);
    parse_words(&fixture->words);
    sources_init(&fixture->sources, &fixture->arena);
    diag_init(&fixture->diag, &fixture->sources, &fixture->arena);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    for (int at = 0; at < fixture->count; at++)
        model_free(fixture->models[at]);
    sources_free(&fixture->sources);
    words_free(&fixture->words);
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

static Model *compile(Fixture *fixture, unsigned dialect, const char *text)
{
    char path[] = "/tmp/schemac-try-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
    CheckOptions options = {.dialect = dialect};
    Model *model =
        check_schema(path, &options, &fixture->sources, &fixture->words, &fixture->arena, &fixture->diag);
    unlink(path);
    if (!model)
        fail_msg("'%s' does not compile: %s", text, fixture->diag.items->text);
    return fixture->models[fixture->count++] = model;
}

// The message of the one error, and the text it points at. NULL: there must be none.
static void expect(Fixture *fixture, bool good, const char *message, const char *place)
{
    const DiagItem *item = fixture->diag.items;
    while (item && item->severity == SEVERITY_WARNING)
        item = item->next;
    if (!message) {
        if (item || !good)
            fail_msg("said: %s", item ? item->text : "nothing");
        return;
    }
    assert_false(good);
    assert_non_null(item);
    assert_string_equal(item->text, message);
    assert_int_equal(fixture->diag.errors, 1);
    char *at = arena_copy(&fixture->arena, span_text(&fixture->sources, item->span), span_length(item->span));
    assert_string_equal(at, place);
}

typedef struct Case {
    const char *text, *message, *place;
} Case;

static void run(unsigned dialect, const Case *cases, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        void *state;
        set_up(&state);
        Fixture *fixture = state;
        Model *model = compile(fixture, dialect, cases[at].text);
        bool good = try_schema(model, 0, &fixture->diag);
        expect(fixture, good, cases[at].message, cases[at].place);
        tear_down(&state);
    }
}

#define RUN(dialect, cases) run(dialect, cases, sizeof cases / sizeof *cases)
#define T "table t { id int key; name text; n int?; } table u { id int key; label text; } "

static void sqlite_takes(void **state)
{
    static const Case CASES[] = {
        {T "view v as $$ select count(*), max(name) from t where name <> 'x' $$;", NULL, NULL},
        {T "view b as $$ select c from a $$; view a as $$ select count(*) as c from t $$;", NULL, NULL},
        {T "seed t (id, name) { 1, 'a'; 2, upper('b'); } view v as $$ select rowid from t $$;", NULL, NULL},
        // What only the application has, or only rows can tell
        {T "view v as $$ select own_function(id) from t $$; view w as $$ select * from v $$;", NULL, NULL},
        {T "view v as $$ select * from generate_series(1, 2) $$;", NULL, NULL},
        {T "view v as $$ select name collate own from t $$;", NULL, NULL},
        {"table c { id int key check (id > 1); } seed c (id) { 1; }", NULL, NULL},
        {"table c { id int key; } seed c (id) { ((with recursive r as (select 1 as n union all select n + 1 "
         "from r) select max(n) from r)); }",
         NULL, NULL},
        // The block speaks of another pair.
        {T "migration \"1\" m { verify before \"x\" none $$ select 1 from gone $$; }", NULL, NULL},
    };
    (void)state;
    RUN(DIALECT_SQLITE, CASES);
}

static void sqlite_refuses(void **state)
{
    static const Case CASES[] = {
        {T "view v as $$ select nam from t $$;", "SQLite refuses this: no such column: nam", "nam"},
        {T "view v as $$ select \"nam\" from t $$;", "SQLite refuses this: no such column: nam", "\"nam\""},
        {T "view v as $$ select count(distinct id, n) from t $$;",
         "SQLite refuses this: wrong number of arguments to function count()", "count"},
        {T "view v as $$ select 1 from t, (select label from u where u.id = t.id) x $$;",
         "SQLite refuses this: no such column: t.id", "t.id"},
        {T "view v as $$ select ... from t $$; view w as $$ select * from v $$;",
         "SQLite refuses this: near \".\": syntax error", "."},
        {T "view v (a) as $$ select id, n from t $$;",
         "SQLite refuses this: expected 1 columns for 'v' but got 2", "v"},
        {T "view v as $$ select id from t where $$;", "SQLite refuses this: incomplete input", "e"},
        {"table t { id int key; d text = (date_sub(now(), interval 1 day)); }",
         "SQLite refuses this: near \"1\": syntax error", "1"},
        {"table t { id int key; check deep (id in (select 1)); }",
         "SQLite refuses this: subqueries prohibited in CHECK constraints", "id"},
    };
    (void)state;
    RUN(DIALECT_SQLITE, CASES);
}

static void change(const char *old, const char *new, unsigned dialect, const char *message, const char *place)
{
    void *state;
    set_up(&state);
    Fixture *fixture = state;
    Model *from = compile(fixture, dialect, old), *to = compile(fixture, dialect, new);
    PlanOptions options = {.target = caps_of(dialect)->default_target, .max_lock = -1};
    ChangeList *changes = diff_models(from, to, &fixture->diag, &fixture->arena);
    Plan *plan = changes ? plan_changes(changes, &options, &fixture->diag, &fixture->arena) : NULL;
    if (!plan)
        fail_msg("no plan: %s", fixture->diag.items->text);
    expect(fixture, try_plan(plan, &fixture->diag), message, place);
    tear_down(&state);
}

static void sqlite_goes_up_and_down(void **state)
{
    (void)state;
    const char *old = "table t { id int key; a text; gone int?; } view v as $$ select a from t $$;";
    change(old,
           "table t { id int key; b varchar(9) was a; c text? check (c > ''); } "
           "view v as $$ select b from t $$;",
           DIALECT_SQLITE, NULL, NULL);
    change(old, "table t { id int key; b text was a; gone int?; } view v as $$ select a from t $$;",
           DIALECT_SQLITE, "SQLite refuses this: no such column: a", "a");
    change(old,
           "table t { id int key; a int; gone int?; } view v as $$ select a from t $$; "
           "migration \"1\" m { using t.a = $$ lenght(a, 1 2) $$; }",
           DIALECT_SQLITE, "SQLite refuses this: near \"2\": syntax error", "2");
    change(old,
           "table t { id int key; a text; gone int?; } view v as $$ select a from t $$; "
           "migration \"1\" m { verify \"x\" none $$ select nope from t $$; }",
           DIALECT_SQLITE, "SQLite refuses this: no such column: nope", "nope");
    // A view that was refused before is no matter of this change.
    const char *broken = "table t { id int key; a text; } view v as $$ select zz from t $$;";
    change(broken,
           "table t { id int key; a text; } table u { id int key; } view v as $$ select zz from t $$;",
           DIALECT_SQLITE, NULL, NULL);
}

#ifdef HAVE_PG_QUERY

static void postgres_takes(void **state)
{
    static const Case CASES[] = {
        {T "view v as $$ select t, t.*, ctid, name as x from t order by x $$;", NULL, NULL},
        {T "view v as $$ with c as (select id as k from t) select k from c, u where u.id = k $$;", NULL,
         NULL},
        {T "view v as $$ select x.a from (values (1)) as x(a), t y left join u using (id) $$;", NULL, NULL},
        {T "view v as $$ select id from t union select id from u order by id $$;", NULL, NULL},
        {T "view v as $$ select g, q.label from generate_series(1, 2) g, "
           "lateral (select label from u where u.id = g) q $$;",
         NULL, NULL},
        {T "view v as $$ select name from t where exists (select from u where u.label = name and n = 1) $$;",
         NULL, NULL},
        {T "view v as $$ select c.relname from pg_class c, pg_catalog.pg_type y where y.oid = c.oid $$;",
         NULL, NULL},
        {T "view v as $$ select j.name from (t join u using (id)) as j $$;", NULL, NULL},
        {"table t { id int key check (id = any (array(select 1))); }", NULL, NULL},
        {T
         "migration \"1\" m { verify \"x\" none $$ values (1) $$; backfill t.n = $$ select 1 -- one\n $$; }",
         NULL, NULL},
    };
    (void)state;
    RUN(DIALECT_POSTGRES, CASES);
}

static void postgres_refuses(void **state)
{
    static const Case CASES[] = {
        {T "view v as $$ select 'ééé', ... from t $$;",
         "PostgreSQL refuses this: syntax error at or near \"..\"", "."},
        {T "view v as $$ select id from t where $$;", "PostgreSQL refuses this: syntax error at end of input",
         "e"},
        {T "view v as $$ insert into t values (1) $$;",
         "PostgreSQL refuses this: syntax error at or near \"insert\"", "insert"},
        {"table t { id int key; d date = (date_sub(now(), interval 1 day)); }",
         "PostgreSQL refuses this: syntax error at or near \"1\"", "1"},
        {T "migration \"1\" m { verify \"x\" none $$ selct 1 $$; }",
         "PostgreSQL refuses this: syntax error at or near \"selct\"", "selct"},
        {T "view v as $$ select 'é', nme from t $$;", "table 't' has no column 'nme'", "nme"},
        {T "view v as $$ select id from t, nosuch $$;", "there is no table 'nosuch'", "nosuch"},
        {T "view v as $$ select w.id from t x $$;",
         "PostgreSQL refuses this: missing FROM-clause entry for table \"w\"", "w"},
        {T "view v as $$ select name from t where exists (select 1 from u where lable = name) $$;",
         "there is no column 'lable' here", "lable"},
    };
    (void)state;
    RUN(DIALECT_POSTGRES, CASES);
}

// What would end the process is not given to the library.
static void postgres_is_spared(void **state)
{
    enum { TERMS = 30000 };
    (void)state;
    Text text = {0};
    text_puts(&text, "view v as $$ select 1");
    for (int at = 0; at < TERMS; at++)
        text_puts(&text, "+1");
    text_puts(&text, " $$;");
    Case one = {text_string(&text), NULL, NULL};
    run(DIALECT_POSTGRES, &one, 1);
    text_free(&text);
}

static void postgres_looks_at_changes(void **state)
{
    (void)state;
    const char *old = "table t { id int key; a text; gone int?; } view v as $$ select a, gone from t $$;";
    change(old, "table t { id int key; a text; gone int? = 1; } view v as $$ select a, gone from t $$;",
           DIALECT_POSTGRES, NULL, NULL);
    change(old, "table t { id int key; a text; } view v as $$ select a, gone from t $$;", DIALECT_POSTGRES,
           "table 't' has no column 'gone'", "gone");
}

static void newer_targets_are_not_judged(void **state)
{
    void *own;
    (void)state;
    set_up(&own);
    Fixture *fixture = own;
    Model *model = compile(fixture, DIALECT_POSTGRES, T "view v as $$ select new syntax here from t $$;");
    assert_true(try_schema(model, 16, &fixture->diag));
    assert_false(try_schema(model, 15, &fixture->diag));
    tear_down(&own);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sqlite_takes),
        cmocka_unit_test(sqlite_refuses),
        cmocka_unit_test(sqlite_goes_up_and_down),
#ifdef HAVE_PG_QUERY
        cmocka_unit_test(postgres_takes),
        cmocka_unit_test(postgres_refuses),
        cmocka_unit_test(postgres_is_spared),
        cmocka_unit_test(postgres_looks_at_changes),
        cmocka_unit_test(newer_targets_are_not_judged),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
