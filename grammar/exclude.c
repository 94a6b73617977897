// SPDX-License-Identifier: MIT
// exclude NAME using gist (room with =, during with &&) include (…) with (…) where (…) deferrable;
#include <string.h>

#include "grammar/clause.h"

static Part *plain(Clause *clause, PartKind kind, Span span)
{
    return ast_part(clause->job->in.arena, kind, span, (Name){0}, 0);
}

static Part *named(Clause *clause, PartKind kind)
{
    Name name = {0};
    clause_name(clause, &name);
    return ast_part(clause->job->in.arena, kind, name.span, name, 0);
}

// What is compared: a column, a call or an expression in parentheses.
static Part *read_subject(Clause *clause)
{
    Span span = clause->now.span, inside;
    if (clause_is(clause, "(")) {
        clause_slice(clause, &inside);
        return plain(clause, PART_EXPRESSION, inside);
    }
    QName name = {0};
    clause_qname(clause, &name);
    if (!clause_is(clause, "("))
        return ast_part(clause->job->in.arena, PART_COLUMN, span, name.name, 0);
    clause_slice(clause, &inside);
    return plain(clause, PART_EXPRESSION, (Span){span.start, clause->last});
}

// Up to the next comma: one sign, or operator(schema.=).
static Part *read_operator(Clause *clause)
{
    Span span = clause_until(clause, ",", ",");
    const char *text = span_text(clause->job->in.diag->sources, span);
    if (!span_is_set(span) || !span_length(span))
        clause_fail(clause, "an operator");
    Name name = {words_get(clause->job->in.words, text, span_length(span)), span};
    return ast_part(clause->job->in.arena, PART_OPERATOR, span, name, 0);
}

// gist_trgm_ops (siglen = 32)
static Part *read_class(Clause *clause)
{
    Part *class = named(clause, PART_CLASS);
    Span inside, slice = clause->now.span;
    if (clause->broken || !clause_is(clause, "("))
        return class;
    clause_slice(clause, &inside);
    slice.end = clause->last;
    class->list = job_options(clause->job, slice);
    return class;
}

static Part *read_element(Clause *clause)
{
    Part *element = read_subject(clause);
    PartList options = {0};
    while (clause_more(clause) && !clause_is(clause, "with")) {
        Span span = clause->now.span;
        if (clause_take(clause, "collate"))
            options = ast_parts(options, named(clause, PART_COLLATE));
        else if (clause_take(clause, "desc"))
            options = ast_parts(options, plain(clause, PART_DESC, span));
        else if (!clause_take(clause, "asc"))
            options = ast_parts(options, read_class(clause));
    }
    if (clause_need(clause, "with"))
        options = ast_parts(options, read_operator(clause));
    element->list = options.first;
    return element;
}

static Part *read_elements(Clause *clause)
{
    Span inside = {0};
    PartList list = {0};
    clause_slice(clause, &inside);
    if (clause->broken)
        return NULL;
    Clause within = clause_begin(clause->job, inside);
    do
        list = ast_parts(list, read_element(&within));
    while (clause_take(&within, ","));
    clause->broken = within.broken;
    return ast_list_part(clause->job->in.arena, PART_ELEMENTS, inside, list);
}

static Part *read_include(Clause *clause)
{
    Span span = clause->now.span;
    PartList names = {0};
    clause_need(clause, "(");
    do
        names = ast_parts(names, named(clause, PART_NAME));
    while (clause_take(clause, ","));
    clause_need(clause, ")");
    return ast_list_part(clause->job->in.arena, PART_INCLUDE, span, names);
}

static Part *read_option(Clause *clause)
{
    Span span = clause->now.span, inside = {0};
    if (clause_take(clause, "include"))
        return read_include(clause);
    if (clause_take(clause, "where") && clause_slice(clause, &inside))
        return plain(clause, PART_WHERE, inside);
    if (clause_take(clause, "with") && clause_slice(clause, &inside))
        return job_options(clause->job, (Span){inside.start - 1, inside.end + 1});
    if (clause_take(clause, "tablespace"))
        return named(clause, PART_TABLESPACE);
    if (clause_take(clause, "deferrable"))
        return plain(clause, PART_DEFERRABLE, span);
    if (clause_take(clause, "deferred"))
        return plain(clause, PART_DEFERRED, span);
    if (clause_take(clause, "comment") && clause->now.kind == SQL_STRING) {
        Span text = clause->now.span;
        clause_next(clause);
        return ast_part(clause->job->in.arena, PART_COMMENT, text, job_word(clause->job, text), 0);
    }
    clause_fail(clause, "'where', 'include' or another option of an exclusion constraint");
    return NULL;
}

Item *job_exclude(ParseJob *job, Span head, Span options)
{
    Clause clause = clause_begin(job, options);
    Name name = {0};
    QName was = {0};
    PartList parts = {0};
    if (!clause_is(&clause, "using") && !clause_is(&clause, "("))
        clause_name(&clause, &name);
    if (clause_take(&clause, "was"))
        clause_qname(&clause, &was);
    if (clause_take(&clause, "using"))
        parts = ast_parts(parts, named(&clause, PART_METHOD));
    parts = ast_parts(parts, read_elements(&clause));
    while (clause_more(&clause))
        parts = ast_parts(parts, read_option(&clause));
    return job_constraint(job, KIND_EXCLUDE, head, name, was, parts);
}
