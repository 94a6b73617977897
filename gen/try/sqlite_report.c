// SPDX-License-Identifier: MIT
#define _GNU_SOURCE // memmem
#include "gen/model/names.h"
#include "gen/try/sqlite_report.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "gen/try/slices.h"
#include "grammar/sqltoken.h"

static const char *rest_after(const char *message, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(message, prefix, length) ? NULL : message + length;
}

// --- steps ---

typedef struct Search {
    const Refusal *refusal;
    const Sources *sources;
    Span best;      // the longest slice that covers the place
    uint32_t start; // of the place, in the user's text
} Search;

// Slices are written without blanks at their ends.
static Span trim(const Sources *sources, Span span)
{
    const char *text = span_text(sources, span);
    while (span.start < span.end && strchr(" \t\r\n", *text))
        text++, span.start++;
    while (span.start < span.end && strchr(" \t\r\n", text[span_length(span) - 1]))
        span.end--;
    return span;
}

static void seek(void *context, SliceKind kind, Span span)
{
    Search *search = context;
    const Refusal *refusal = search->refusal;
    const char *end = refusal->statement + refusal->length;
    span = trim(search->sources, span);
    size_t length = span_length(span), place = (size_t)refusal->offset;
    (void)kind;
    if (!length || length <= span_length(search->best))
        return;
    const char *text = span_text(search->sources, span), *at = refusal->statement;
    for (; (at = memmem(at, (size_t)(end - at), text, length)); at++) {
        size_t before = (size_t)(at - refusal->statement);
        if (before > place)
            return;
        // What ends too early is noticed at the parenthesis after it.
        if (place <= before + length) {
            search->best = span;
            search->start = span.start + (uint32_t)(place - before);
            return;
        }
    }
}

static void seek_in(Search *search, const Object *object)
{
    if (!object)
        return;
    try_each_slice(object, seek, search);
    for (const Object *child = object_first(object); child; child = child->next)
        try_each_slice(child, seek, search);
    const Type *type = object->kind == KIND_COLUMN ? AS(Column, object)->type : NULL;
    if (type && type->id == TYPE_DOMAIN)
        seek_in(search, type->user);
}

// What schemac itself wrote is not in the user's text.
static void note_line(const Refusal *refusal, Diag *diag)
{
    const char *line = refusal->statement + strspn(refusal->statement, " \n");
    const char *place = refusal->statement + (refusal->offset < 0 ? 0 : refusal->offset);
    for (const char *at = line; at < place; at++)
        line = *at == '\n' ? at + 1 : line;
    diag_note(diag, (Span){0}, "in: %.*s", (int)strcspn(line, "\n"), line);
}

void try_report_step(const Plan *plan, const Step *step, bool down, const Refusal *refusal, Diag *diag)
{
    Search search = {.refusal = refusal, .sources = plan->changes->to->sources};
    const Object *object = step->to && !(down && step->from) ? step->to : step->from;
    if (refusal->offset >= 0) {
        seek_in(&search, step->from);
        seek_in(&search, step->to);
        for (const Object *child = step->to ? object_first(step->to) : NULL; child; child = child->next)
            seek_in(&search, child);
        try_each_migration_slice(plan->changes->to->migration, seek, &search);
    }
    Span span = object ? object->span : step->statement ? step->statement->span : (Span){0};
    if (span_is_set(search.best))
        span = try_token_at(search.sources, search.best, search.start);
    diag_report(diag, DIAG_SQL_REFUSED, span, "SQLite", refusal->message);
    if (!span_is_set(search.best))
        note_line(refusal, diag);
    if (down)
        diag_note(diag, (Span){0}, "this is on the way down");
}

// --- views ---

static bool same_text(const Model *model, Span span, const char *text)
{
    return span_length(span) == strlen(text) &&
           !strncasecmp(span_text(model->sources, span), text, span_length(span));
}

// The function's name before its parenthesis, where the message has no place.
static bool find_call(const Model *model, Span slice, const char *name, Span *out)
{
    SqlTokens tokens;
    SqlToken token, last = {0};
    sql_tokens_begin(&tokens, span_text(model->sources, slice), slice.start, span_length(slice));
    while (sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, "(") && span_is_set(last.span) &&
            same_text(model, last.span, name)) {
            *out = last.span;
            return true;
        }
        last = token;
    }
    return false;
}

static void add_guess(const Model *model, const View *view, Span span, const char *name, Diag *diag)
{
    Guess guess = {.name = name};
    for (uint32_t at = 0; at < view->reads.count; at++) {
        const Object *table = view->reads.at[at];
        for (const Object *child = table->kind == KIND_TABLE ? object_first(table) : NULL; child;
             child = child->next)
            if (child->kind == KIND_COLUMN)
                guess_feed(&guess, child->name->text);
    }
    if (guess_best(&guess) && same_text(model, span, name))
        name_fix(diag, span, "", guess_best(&guess));
}

bool try_report_view(const Model *model, const View *view, const Refusal *refusal, Diag *diag)
{
    Span slice = view->query.span, span = view->home.object.span, call;
    if (refusal->offset >= 0)
        span = try_token_at(model->sources, slice, slice.start + (uint32_t)refusal->offset);
    else if (!strcmp(refusal->message, "incomplete input"))
        span = try_token_at(model->sources, slice, slice.end);
    const char *function = rest_after(refusal->message, "no such function: ");
    const char *table = rest_after(refusal->message, "no such table: ");
    const char *column = rest_after(refusal->message, "no such column: ");
    if (rest_after(refusal->message, "no such collation"))
        return false;
    if (function || (table && find_call(model, slice, table, &call))) {
        diag_report(diag, DIAG_EXPR_FUNCTION, function ? span : call, function ? function : table);
        return false;
    }
    Span whole = {span.start, span.start + (column ? (uint32_t)strlen(column) : 0)};
    if (column && refusal->offset >= 0 && whole.end <= slice.end && same_text(model, whole, column))
        span = whole;
    diag_report(diag, DIAG_SQL_REFUSED, span, "SQLite", refusal->message);
    if (column)
        add_guess(model, view, span, column, diag);
    return true;
}
