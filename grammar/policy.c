// SPDX-License-Identifier: MIT
// policy NAME [restrictive] [for COMMAND] [to ROLES] [using (…)] [with check (…)]
#include "grammar/clause.h"

static Part *plain(const Clause *clause, PartKind kind, Span span, int32_t number)
{
    return ast_part(clause->job->in.arena, kind, span, (Name){0}, number);
}

static Part *read_command(Clause *clause)
{
    static const char *const COMMANDS[] = {"all", "select", "insert", "update", "delete"};
    Span span = clause->now.span;
    for (int32_t command = POLICY_ALL; command <= POLICY_DELETE; command++)
        if (clause_take(clause, COMMANDS[command]))
            return plain(clause, PART_COMMAND, span, command);
    clause_fail(clause, "'all', 'select', 'insert', 'update' or 'delete'");
    return NULL;
}

PartList clause_roles(Clause *clause)
{
    PartList roles = {0};
    do {
        Name name;
        if (clause_name(clause, &name))
            roles = ast_parts(roles, ast_part(clause->job->in.arena, PART_ROLE, name.span, name, 0));
    } while (clause_take(clause, ","));
    return roles;
}

static PartList read_option(Clause *clause)
{
    PartList list = {0};
    Span span = clause->now.span, inside;
    if (clause_take(clause, "as")) {
        if (!clause_is(clause, "restrictive") && !clause_need(clause, "permissive"))
            return list;
        span = clause->now.span;
    }
    if (clause_take(clause, "permissive"))
        return list;
    if (clause_take(clause, "restrictive"))
        return ast_parts(list, plain(clause, PART_RESTRICTIVE, span, 0));
    if (clause_take(clause, "for")) {
        Part *command = read_command(clause);
        return command ? ast_parts(list, command) : list;
    }
    if (clause_take(clause, "to"))
        return clause_roles(clause);
    if (clause_take(clause, "using"))
        return clause_slice(clause, &inside) ? ast_parts(list, plain(clause, PART_USING, inside, 0)) : list;
    if (clause_take(clause, "with") && clause_need(clause, "check"))
        return clause_slice(clause, &inside) ? ast_parts(list, plain(clause, PART_CHECK, inside, 0)) : list;
    clause_fail(clause, "'for', 'to', 'using', 'with check' or 'restrictive'");
    return list;
}

Item *job_policy(ParseJob *job, Name name, Span options)
{
    Clause clause = clause_begin(job, options);
    QName was = {0};
    PartList parts = {0};
    if (clause_take(&clause, "was"))
        clause_qname(&clause, &was);
    while (clause_more(&clause))
        parts = ast_join(parts, read_option(&clause));
    return job_renamed(
        ast_item(job->in.arena, KIND_POLICY, name.span, (QName){.name = name}, parts, (ItemList){0}), was);
}
