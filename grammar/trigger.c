// SPDX-License-Identifier: MIT
// trigger NAME before update of a, b for each row when (…) execute FUNCTION(…);
#include "grammar/clause.h"

static Part *plain(const Clause *clause, PartKind kind, Span span, int32_t number)
{
    return ast_part(clause->job->in.arena, kind, span, (Name){0}, number);
}

static Part *read_timing(Clause *clause)
{
    Span span = clause->now.span;
    if (clause_take(clause, "before"))
        return plain(clause, PART_TIMING, span, TIMING_BEFORE);
    if (clause_take(clause, "after"))
        return plain(clause, PART_TIMING, span, TIMING_AFTER);
    if (!clause_take(clause, "instead"))
        clause_fail(clause, "'before', 'after' or 'instead of'");
    clause_need(clause, "of");
    return plain(clause, PART_TIMING, span, TIMING_INSTEAD);
}

static Part *read_columns(Clause *clause)
{
    PartList names = {0};
    Span span = clause->now.span;
    do {
        Name name;
        if (clause_name(clause, &name))
            names = ast_parts(names, ast_part(clause->job->in.arena, PART_NAME, name.span, name, 0));
    } while (clause_take(clause, ","));
    return ast_list_part(clause->job->in.arena, PART_COLUMNS, span, names);
}

static PartList read_events(Clause *clause)
{
    PartList list = {0};
    int32_t events = 0;
    Span span = clause->now.span;
    do {
        if (clause_take(clause, "insert"))
            events |= EVENT_INSERT;
        else if (clause_take(clause, "delete"))
            events |= EVENT_DELETE;
        else if (clause_take(clause, "truncate"))
            events |= EVENT_TRUNCATE;
        else if (clause_take(clause, "update"))
            events |= EVENT_UPDATE;
        else
            clause_fail(clause, "'insert', 'update', 'delete' or 'truncate'");
        if (events & EVENT_UPDATE && clause_take(clause, "of"))
            list = ast_parts(list, read_columns(clause));
    } while (clause_take(clause, "or"));
    return ast_parts(list, plain(clause, PART_EVENTS, span, events));
}

static PartList read_transition(Clause *clause)
{
    PartList list = {0};
    while (clause_is(clause, "old") || clause_is(clause, "new")) {
        Name name;
        bool old = clause_is(clause, "old");
        clause_next(clause);
        clause_need(clause, "table");
        clause_take(clause, "as");
        if (clause_name(clause, &name))
            list = ast_parts(list, ast_part(clause->job->in.arena, old ? PART_OLD_ROWS : PART_NEW_ROWS,
                                            name.span, name, 0));
    }
    if (!list.first)
        clause_fail(clause, "'old table' or 'new table'");
    return list;
}

// What it is given are texts; a number or a bare word is one, too.
static PartList read_values(Clause *clause)
{
    PartList list = {0};
    clause_need(clause, "(");
    while (clause_more(clause) && !clause_is(clause, ")")) {
        list = ast_parts(list, plain(clause, PART_TEXT, clause->now.span, clause->now.kind == SQL_STRING));
        clause_next(clause);
        if (!clause_is(clause, ")"))
            clause_need(clause, ",");
    }
    clause_need(clause, ")");
    return list;
}

static Part *read_execute(Clause *clause)
{
    QName name;
    if (!clause_take(clause, "function"))
        clause_take(clause, "procedure");
    Span span = clause->now.span;
    if (!clause_qname(clause, &name))
        return NULL;
    Part *execute = ast_part(clause->job->in.arena, PART_EXECUTE, span, name.name, 0);
    execute->schema = name.schema;
    execute->list = read_values(clause).first;
    return execute;
}

static Part *read_references(Clause *clause)
{
    QName name;
    Span span = clause->now.span;
    if (!clause_qname(clause, &name))
        return NULL;
    Part *part = ast_part(clause->job->in.arena, PART_REFERENCES, span, name.name, 0);
    part->schema = name.schema;
    return part;
}

static Part *read_each(Clause *clause)
{
    Span span = clause->now.span;
    clause_take(clause, "each");
    if (clause_take(clause, "row"))
        return plain(clause, PART_EACH_ROW, span, 0);
    clause_need(clause, "statement");
    return NULL;
}

static Part *read_enabled(Clause *clause)
{
    Span span = clause->now.span;
    if (clause_take(clause, "always"))
        return plain(clause, PART_ENABLED, span, ENABLED_ALWAYS);
    clause_need(clause, "replica");
    return plain(clause, PART_ENABLED, span, ENABLED_REPLICA);
}

static PartList read_option(Clause *clause)
{
    PartList list = {0};
    Span span = clause->now.span, inside;
    if (clause_take(clause, "for"))
        return ast_parts(list, read_each(clause));
    if (clause_take(clause, "when") && clause_slice(clause, &inside))
        return ast_parts(list, plain(clause, PART_WHERE, inside, 0));
    if (clause_take(clause, "referencing"))
        return read_transition(clause);
    if (clause_take(clause, "deferrable"))
        return ast_parts(list, plain(clause, PART_DEFERRABLE, span, 0));
    if (clause_take(clause, "deferred"))
        return ast_parts(list, plain(clause, PART_DEFERRED, span, 0));
    if (clause_take(clause, "disabled"))
        return ast_parts(list, plain(clause, PART_ENABLED, span, ENABLED_NEVER));
    if (clause_take(clause, "enable"))
        return ast_parts(list, read_enabled(clause));
    if (clause_take(clause, "references"))
        return ast_parts(list, read_references(clause));
    if (clause_take(clause, "execute"))
        return ast_parts(list, read_execute(clause));
    clause_fail(clause, "'for each', 'when', 'execute' or another option of a trigger");
    return list;
}

Item *job_trigger(ParseJob *job, Span head, Name name, Span options, Span body, bool constraint)
{
    Clause clause = clause_begin(job, options);
    QName was = {0};
    PartList parts = {0};
    if (clause_take(&clause, "was"))
        clause_qname(&clause, &was);
    parts = ast_parts(parts, read_timing(&clause));
    parts = ast_join(parts, read_events(&clause));
    while (clause_more(&clause))
        parts = ast_join(parts, read_option(&clause));
    if (constraint)
        parts = ast_parts(parts, plain(&clause, PART_CONSTRAINT, head, 0));
    if (span_is_set(body))
        parts = ast_parts(parts, plain(&clause, PART_QUERY, job_dollar_inside(job, body), 0));
    return job_renamed(
        ast_item(job->in.arena, KIND_TRIGGER, name.span, (QName){.name = name}, parts, (ItemList){0}), was);
}
