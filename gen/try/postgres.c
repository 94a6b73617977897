// SPDX-License-Identifier: MIT
#include "gen/try/postgres.h"

#include <stdlib.h>
#include <string.h>

#include "gen/emit/emit.h"
#include "gen/query/query.h"
#include "gen/try/slices.h"
#include "grammar/expr.h"
#include "grammar/sqltoken.h"
#include "grammar/tree.h"

#ifdef HAVE_PG_QUERY

#include <pg_query.h>

// The library recurses as deep as the text nests; far more than these end the process.
enum { BYTES_MAX = 64 * 1024, OPERATORS_MAX = 2000 };

typedef struct Job {
    const Model *model;
    const View *view;   // that the slice belongs to; NULL
    const Match *match; // with the old schema, which held; NULL: there is none
    Diag *diag;
    Arena scratch;
    int target;
} Job;

// --- which slices ---

static bool is_small(const Model *model, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    int count = 0;
    if (span_length(span) > BYTES_MAX)
        return false;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    while (count <= OPERATORS_MAX && sql_token_next(&tokens, &token))
        count += sql_token_nests(&tokens, token);
    return count <= OPERATORS_MAX;
}

static bool is_known(Job *job, Span span)
{
    ArenaMark mark = arena_mark(&job->scratch);
    bool known = expr_parse(job->model->words, &job->scratch, span_text(job->model->sources, span), span,
                            NULL) != NULL;
    arena_release(&job->scratch, mark);
    return known;
}

// --- what is said ---

static void report(Job *job, Span slice, const char *text, size_t prefix, const PgQueryError *error)
{
    size_t at = text_byte_of(text, error->cursorpos);
    at = at > prefix ? at - prefix : 0;
    bool ended = at >= span_length(slice); // at the parenthesis that stands behind the slice
    Span place = try_token_at(job->model->sources, slice, slice.start + (uint32_t)at);
    diag_report(job->diag, DIAG_SQL_REFUSED, place, "PostgreSQL",
                ended ? "syntax error at end of input" : error->message);
}

static void try_slice(void *context, SliceKind kind, Span span)
{
    static const struct {
        const char *before, *after;
    } AROUND[] = {[SLICE_VALUE] = {"SELECT (", "\n)"},
                  [SLICE_QUERY] = {"SELECT EXISTS (", "\n)"},
                  [SLICE_VIEW] = {"CREATE VIEW v AS ", ""},
                  [SLICE_BODY] = {"", ""}};
    Job *job = context;
    if (!is_small(job->model, span) || (kind == SLICE_VALUE && is_known(job, span)))
        return;
    Text text = {0};
    text_puts(&text, AROUND[kind].before);
    text_add(&text, span_text(job->model->sources, span), span_length(span));
    text_puts(&text, AROUND[kind].after);
    size_t prefix = strlen(AROUND[kind].before);
    ArenaMark mark = arena_mark(&job->scratch);
    PgQueryParseResult result = pg_query_parse(text.bytes);
    if (result.error && job->target <= PG_VERSION_NUM / 10000)
        report(job, span, text.bytes, prefix, result.error);
    else if (!result.error && kind == SLICE_VIEW)
        try_postgres_names(job->model, job->view, tree_read(&job->scratch, result.parse_tree), prefix,
                           job->diag);
    pg_query_free_parse_result(result);
    arena_release(&job->scratch, mark);
    text_free(&text);
}

static bool is_named_before(const Term *columns, const Term *column)
{
    const Term *other = columns;
    while (other != column && (strcmp(other->kind, "name") || strcmp(other->text, column->text)))
        other = other->next;
    return other != column;
}

// A star hides what it brings along, so only the whole query tells that a name is there twice. "?column?" is
// what has no name, or none that is known here; "*" stands for columns that are not known.
static void try_columns(Job *job)
{
    const Object *view = &job->view->home.object;
    ArenaMark mark = arena_mark(&job->scratch);
    const Term *query = query_view(job->model, view, &job->scratch), *name = query ? query->first : NULL;
    for (; name && !strcmp(name->kind, "name"); name = name->next)
        if (name->text && !strpbrk(name->text, "*?") && is_named_before(query->first, name)) {
            diag_report(job->diag, DIAG_COLUMN_TWICE, view->span, name->text);
            diag_note(job->diag, (Span){0},
                      "call one of them otherwise (AS), or say which columns * stands for");
        }
    arena_release(&job->scratch, mark);
}

// A query that was there has the columns that it had, but for those that * stands for.
static bool has_old_columns(const Job *job)
{
    const Object *old = job->match ? match_old(job->match, &job->view->home.object) : NULL;
    const Query *query = &job->view->query;
    return old && AS(const View, old)->query.hash == query->hash &&
           !memchr(span_text(job->model->sources, query->span), '*', span_length(query->span));
}

static void try_object(Job *job, const Object *object)
{
    size_t before = job->diag->errors;
    job->view = object->kind == KIND_VIEW ? AS(View, object) : NULL;
    try_each_slice(object, try_slice, job);
    if (job->view && job->diag->errors == before && !has_old_columns(job))
        try_columns(job);
}

bool try_postgres(const Model *model, int target, Diag *diag)
{
    Job job = {.model = model, .diag = diag, .target = target};
    size_t before = diag->errors;
    for (uint32_t at = 0; at < model->count; at++)
        try_object(&job, model->objects[at]);
    try_each_migration_slice(model->migration, try_slice, &job);
    arena_free(&job.scratch);
    return diag->errors == before;
}

// "… near line 3", which counts from the line on which the body begins.
static Span line_of(const Job *job, Span body, const char *context)
{
    const char *near = context ? strstr(context, "near line ") : NULL;
    const char *text = span_text(job->model->sources, body), *line = text, *end = text + span_length(body);
    for (long number = near ? strtol(near + strlen("near line "), NULL, 10) : 1; number > 1; number--) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        if (!next)
            break;
        line = next + 1;
    }
    while (line < end && strchr(" \t\r\n", *line))
        line++;
    return try_token_at(job->model->sources, body, body.start + (uint32_t)(line - text));
}

static bool is_syntax(const char *message)
{
    return strstr(message, "syntax error") || !strncmp(message, "missing \"", 9) ||
           !strncmp(message, "mismatched parentheses", 22);
}

static void try_plpgsql(Job *job, const Function *function, const char *create)
{
    if (strcmp(function->language->text, "plpgsql") || !is_small(job->model, function->body.span))
        return;
    PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(create);
    if (result.error && is_syntax(result.error->message))
        diag_report(job->diag, DIAG_SQL_REFUSED, line_of(job, function->body.span, result.error->context),
                    "PostgreSQL", result.error->message);
    pg_query_free_plpgsql_parse_result(result);
}

// The whole statement as it is written into the file, and a PL/pgSQL body, of which only its syntax is
// judged: names and types are the server's.
static void try_statement(Job *job, const Plan *plan, Step *step)
{
    Text text = {0};
    Emit emit = {.plan = plan,
                 .changes = plan->changes,
                 .diag = job->diag,
                 .arena = &job->scratch,
                 .out = &text,
                 .step = step,
                 .renamed = step->rank > RANK_RENAME};
    ArenaMark mark = arena_mark(&job->scratch);
    emit_postgres.step(&emit);
    arena_release(&job->scratch, mark);
    PgQueryParseResult result = pg_query_parse(text_string(&text));
    bool newer = job->target > PG_VERSION_NUM / 10000;
    if (result.error && !newer)
        diag_report(job->diag, DIAG_SQL_REFUSED, step->to->span, "PostgreSQL", result.error->message);
    if (!result.error && object_is_routine(step->to) && !newer)
        try_plpgsql(job, AS(Function, step->to), text_string(&text));
    pg_query_free_parse_result(result);
    text_free(&text);
}

bool try_postgres_plan(const Plan *plan, Diag *diag)
{
    const ChangeList *changes = plan->changes;
    Job job = {.model = changes->to, .match = &changes->match, .diag = diag, .target = plan->options.target};
    size_t before = diag->errors;
    for (uint32_t at = 0; at < changes->count; at++)
        if (changes->changes[at].to && changes->changes[at].to->kind != KIND_VIEW)
            try_object(&job, changes->changes[at].to);
    for (uint32_t at = 0; at < plan->count; at++) {
        Step *step = plan->steps[at];
        bool comes = step->action == STEP_CREATE || (step->action == STEP_ALTER && step->ways & WAY_UP);
        if (comes && step->to &&
            (object_is_routine(step->to) || step->to->kind == KIND_TRIGGER || step->to->kind == KIND_POLICY))
            try_statement(&job, plan, step);
    }
    // A view is made again when what it reads has changed, too.
    for (uint32_t at = 0; at < plan->count; at++)
        if (plan->steps[at]->action == STEP_CREATE && plan->steps[at]->to->kind == KIND_VIEW)
            try_object(&job, plan->steps[at]->to);
    try_each_migration_slice(changes->to->migration, try_slice, &job);
    arena_free(&job.scratch);
    return diag->errors == before;
}

#else

bool try_postgres(const Model *model, int target, Diag *diag)
{
    (void)model, (void)target, (void)diag;
    return true;
}

bool try_postgres_plan(const Plan *plan, Diag *diag)
{
    (void)plan, (void)diag;
    return true;
}

#endif
