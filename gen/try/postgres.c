// SPDX-License-Identifier: MIT
#include "gen/try/postgres.h"

#include <string.h>

#include "gen/try/slices.h"
#include "grammar/expr.h"
#include "grammar/sqltoken.h"

#ifdef HAVE_PG_QUERY

#include <pg_query.h>

// The library recurses as deep as the text nests; far more than these end the process.
enum { BYTES_MAX = 64 * 1024, OPERATORS_MAX = 2000 };

typedef struct Job {
    const Model *model;
    const View *view; // that the slice belongs to; NULL
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
                  [SLICE_VIEW] = {"CREATE VIEW v AS ", ""}};
    Job *job = context;
    if (!is_small(job->model, span) || (kind == SLICE_VALUE && is_known(job, span)))
        return;
    Text text = {0};
    text_puts(&text, AROUND[kind].before);
    text_add(&text, span_text(job->model->sources, span), span_length(span));
    text_puts(&text, AROUND[kind].after);
    size_t prefix = strlen(AROUND[kind].before);
    PgQueryParseResult result = pg_query_parse(text.bytes);
    if (result.error && job->target <= PG_VERSION_NUM / 10000)
        report(job, span, text.bytes, prefix, result.error);
    else if (!result.error && kind == SLICE_VIEW)
        try_postgres_names(job->model, job->view, result.parse_tree, prefix, job->diag);
    pg_query_free_parse_result(result);
    text_free(&text);
}

static void try_object(Job *job, const Object *object)
{
    job->view = object->kind == KIND_VIEW ? AS(View, object) : NULL;
    try_each_slice(object, try_slice, job);
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

bool try_postgres_plan(const Plan *plan, Diag *diag)
{
    const ChangeList *changes = plan->changes;
    Job job = {.model = changes->to, .diag = diag, .target = plan->options.target};
    size_t before = diag->errors;
    for (uint32_t at = 0; at < changes->count; at++)
        if (changes->changes[at].to && changes->changes[at].to->kind != KIND_VIEW)
            try_object(&job, changes->changes[at].to);
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
