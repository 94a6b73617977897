// SPDX-License-Identifier: MIT
// grant PRIVILEGES [on [KIND] NAMES] to ROLES [with grant option] [granted by ROLE]
// revoke PRIVILEGES [on [KIND] NAMES] from ROLES
#include <string.h>

#include "grammar/clause.h"

static PartList read_columns(Clause *clause)
{
    PartList names = {0};
    clause_need(clause, "(");
    do {
        Name name;
        if (clause_name(clause, &name))
            names = ast_parts(names, ast_part(clause->job->in.arena, PART_NAME, name.span, name, 0));
    } while (clause_take(clause, ","));
    clause_need(clause, ")");
    return names;
}

static PartList read_privileges(Clause *clause)
{
    PartList list = {0};
    do {
        Name name;
        if (!clause_name(clause, &name))
            return list;
        if (clause_is(clause, "privileges"))
            clause_next(clause); // all privileges
        Part *part = ast_part(clause->job->in.arena, PART_PRIVILEGE, name.span, name, 0);
        if (clause_is(clause, "("))
            part->list = read_columns(clause).first;
        list = ast_parts(list, part);
    } while (clause_take(clause, ","));
    return list;
}

// Does the word say of what kind the name behind it is? It may be that name.
static bool take_kind(Clause *clause, const char *word)
{
    Clause ahead = *clause;
    if (!clause_take(&ahead, word) || clause_is(&ahead, "to") || clause_is(&ahead, "from") ||
        (ahead.now.kind != SQL_WORD && ahead.now.kind != SQL_QUOTED))
        return false;
    *clause = ahead;
    return true;
}

// foreign data wrapper, foreign server, foreign table
static int32_t read_foreign(Clause *clause)
{
    if (clause_take(clause, "data")) {
        clause_need(clause, "wrapper");
        return TARGET_WRAPPER;
    }
    if (clause_take(clause, "table"))
        return TARGET_RELATION;
    clause_need(clause, "server");
    return TARGET_SERVER;
}

static int32_t read_kind(Clause *clause)
{
    static const struct {
        const char *word;
        TargetKind kind;
    } KINDS[] = {{"table", TARGET_RELATION},    {"view", TARGET_RELATION},     {"sequence", TARGET_SEQUENCE},
                 {"function", TARGET_ROUTINE},  {"procedure", TARGET_ROUTINE}, {"routine", TARGET_ROUTINE},
                 {"aggregate", TARGET_ROUTINE}, {"type", TARGET_TYPE},         {"domain", TARGET_TYPE},
                 {"enum", TARGET_TYPE},         {"schema", TARGET_SCHEMA},     {"language", TARGET_LANGUAGE},
                 {"server", TARGET_SERVER}};
    if (take_kind(clause, "foreign"))
        return read_foreign(clause);
    for (size_t at = 0; at < sizeof KINDS / sizeof *KINDS; at++)
        if (take_kind(clause, KINDS[at].word))
            return (int32_t)KINDS[at].kind;
    return TARGET_RELATION;
}

// (integer, text)
static PartList read_signature(Clause *clause)
{
    PartList types = {0};
    clause_need(clause, "(");
    while (clause_more(clause) && !clause_is(clause, ")")) {
        Part *type = clause_type(clause);
        if (!type)
            return types;
        types = ast_parts(types, type);
        if (!clause_is(clause, ")"))
            clause_need(clause, ",");
    }
    clause_need(clause, ")");
    return types;
}

static PartList read_targets(Clause *clause)
{
    PartList list = {0};
    int32_t kind = read_kind(clause);
    do {
        QName name;
        Span span = clause->now.span;
        if (!clause_qname(clause, &name))
            return list;
        Part *part = ast_part(clause->job->in.arena, PART_TARGET, span, name.name, kind);
        part->schema = name.schema;
        if (kind == TARGET_ROUTINE && clause_is(clause, "(")) {
            part->number = TARGET_SIGNED;
            part->list = read_signature(clause).first;
        }
        list = ast_parts(list, part);
    } while (clause_take(clause, ","));
    return list;
}

static PartList read_rest(Clause *clause)
{
    PartList list = {0};
    Span span = clause->now.span;
    Name name;
    if (clause_take(clause, "with")) {
        clause_need(clause, "grant");
        clause_need(clause, "option");
        return ast_parts(list, ast_part(clause->job->in.arena, PART_WITH_GRANT, span, (Name){0}, 0));
    }
    if (clause_take(clause, "granted") && clause_need(clause, "by") && clause_name(clause, &name))
        return ast_parts(list, ast_part(clause->job->in.arena, PART_GRANTOR, name.span, name, 0));
    clause_fail(clause, "'with grant option' or 'granted by'");
    return list;
}

// to|from ROLES, and with what: the end of any such statement.
static PartList read_end(Clause *clause, bool revoke)
{
    PartList parts = {0};
    if (clause_need(clause, revoke ? "from" : "to"))
        parts = clause_roles(clause);
    while (clause_more(clause) && !revoke)
        parts = ast_join(parts, read_rest(clause));
    if (clause_more(clause))
        clause_fail(clause, "','");
    return parts;
}

Item *job_grant(ParseJob *job, Span head, Span options, bool revoke)
{
    Clause clause = clause_begin(job, options);
    PartList parts = {0};
    if (revoke)
        parts = ast_parts(parts, ast_part(job->in.arena, PART_REVOKE, head, (Name){0}, 0));
    parts = ast_join(parts, read_privileges(&clause));
    if (clause_take(&clause, "on"))
        parts = ast_join(parts, read_targets(&clause));
    parts = ast_join(parts, read_end(&clause, revoke));
    return ast_item(job->in.arena, ITEM_GRANT, head, (QName){0}, parts, (ItemList){0});
}

static PartList read_names(Clause *clause, PartKind kind)
{
    PartList names = {0};
    do {
        Name name;
        if (clause_name(clause, &name))
            names = ast_parts(names, ast_part(clause->job->in.arena, kind, name.span, name, 0));
    } while (clause_take(clause, ","));
    return names;
}

// default privileges [for role ROLES] [in schema SCHEMAS] grant|revoke PRIVILEGES on KIND to|from ROLES
Item *job_defaults(ParseJob *job, Span head, Span options)
{
    Clause clause = clause_begin(job, options);
    PartList parts = {0};
    Name plural;
    clause_need(&clause, "privileges");
    if (clause_take(&clause, "for") && clause_need(&clause, "role"))
        parts = ast_join(parts, read_names(&clause, PART_FOR_ROLE));
    if (clause_take(&clause, "in") && clause_need(&clause, "schema"))
        parts = ast_join(parts, read_names(&clause, PART_IN_SCHEMA));
    bool revoke = clause_take(&clause, "revoke");
    if (revoke || clause_need(&clause, "grant"))
        parts = ast_join(parts, read_privileges(&clause));
    if (revoke)
        parts = ast_parts(parts, ast_part(job->in.arena, PART_REVOKE, head, (Name){0}, 0));
    if (clause_need(&clause, "on") && clause_name(&clause, &plural)) {
        if (!strcmp(plural.word->text, "large") && clause_need(&clause, "objects"))
            plural.word = words_text(job->in.words, "large objects");
        parts = ast_parts(parts, ast_part(job->in.arena, PART_PLURAL, plural.span, plural, 0));
    }
    parts = ast_join(parts, read_end(&clause, revoke));
    return ast_item(job->in.arena, ITEM_DEFAULTS, head, (QName){0}, parts, (ItemList){0});
}
