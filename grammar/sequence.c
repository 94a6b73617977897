// SPDX-License-Identifier: MIT
// sequence NAME as int increment 2 minvalue 10 start 20 cache 5 cycle owned by table.column unlogged;
#include "grammar/clause.h"

static Part *number(Clause *clause, PartKind kind)
{
    Name name = {0};
    clause_number(clause, &name);
    return ast_part(clause->job->in.arena, kind, name.span, name, 0);
}

static Part *read_owner(Clause *clause)
{
    PartList names = {0};
    Span span = clause->now.span;
    clause_need(clause, "by");
    do {
        Name name;
        if (clause_name(clause, &name))
            names = ast_parts(names, ast_part(clause->job->in.arena, PART_NAME, name.span, name, 0));
    } while (clause_take(clause, "."));
    if (!clause->broken && (names.first == names.last || names.first->next->next != names.last) &&
        names.first->next != names.last)
        clause_fail(clause, "a column, as table.column");
    return ast_list_part(clause->job->in.arena, PART_OWNER, span, names);
}

static Part *read_option(Clause *clause)
{
    Span span = clause->now.span;
    if (clause_take(clause, "as"))
        return clause_type(clause);
    if (clause_take(clause, "increment")) {
        clause_take(clause, "by");
        return number(clause, PART_INCREMENT);
    }
    if (clause_take(clause, "start")) {
        clause_take(clause, "with");
        return number(clause, PART_START);
    }
    if (clause_take(clause, "minvalue"))
        return number(clause, PART_MINIMUM);
    if (clause_take(clause, "maxvalue"))
        return number(clause, PART_MAXIMUM);
    if (clause_take(clause, "cache"))
        return number(clause, PART_CACHE);
    if (clause_take(clause, "cycle"))
        return ast_part(clause->job->in.arena, PART_CYCLE, span, (Name){0}, 0);
    if (clause_take(clause, "unlogged"))
        return ast_part(clause->job->in.arena, PART_UNLOGGED, span, (Name){0}, 0);
    if (clause_take(clause, "owned"))
        return read_owner(clause);
    if (!clause_take(clause, "no") || (!clause_take(clause, "minvalue") && !clause_take(clause, "maxvalue") &&
                                       !clause_take(clause, "cycle")))
        clause_fail(clause, "'as', 'increment', 'start', 'owned by' or another option of a sequence");
    return NULL;
}

Part *job_numbers(ParseJob *job, Span slice)
{
    Clause clause = clause_begin(job, job_inside(slice));
    PartList parts = {0};
    while (clause_more(&clause)) {
        Name name = {0};
        if (!clause_take(&clause, "name"))
            parts = ast_parts(parts, read_option(&clause));
        else if (clause_name(&clause, &name))
            parts = ast_parts(parts, ast_part(job->in.arena, PART_NAME, name.span, name, 0));
    }
    return parts.first;
}

Item *job_sequence(ParseJob *job, Name first, Span options)
{
    Clause clause = clause_begin(job, options);
    QName name = {.name = first}, was = {0};
    PartList parts = {0};
    if (clause_take(&clause, ".")) {
        name.schema = first;
        clause_name(&clause, &name.name);
    }
    if (clause_take(&clause, "was"))
        clause_qname(&clause, &was);
    while (clause_more(&clause))
        parts = ast_parts(parts, read_option(&clause));
    return job_renamed(ast_item(job->in.arena, KIND_SEQUENCE, name.name.span, name, parts, (ItemList){0}),
                       was);
}
