// SPDX-License-Identifier: MIT
// What a body says of tables and enums that the server only finds out when it gets there: PL/pgSQL looks for
// what it writes to when it runs, and a label that an enum lacks is a fault of the statement, not of the
// function. By tokens, and in favour of the body: of several tables of a name one that fits is enough.
#include <string.h>

#include "gen/check/builder.h"
#include "gen/model/names.h"
#include "grammar/sqltoken.h"

typedef struct BodyJob {
    Builder *builder;
    const Object *owner;
    Span body;
    Refs relations; // that it names, in whatever schema
    bool gathered;
    bool quiet; // the owner says that what it names may not be there
    bool lost;  // something is not
} BodyJob;

static void begin(const BodyJob *job, SqlTokens *tokens)
{
    const char *text = span_text(job->builder->model->sources, job->body);
    sql_tokens_begin(tokens, text, job->body.start, span_length(job->body));
}

static const Word *name_of(const BodyJob *job, const SqlTokens *tokens, SqlToken token)
{
    return sql_token_name(job->builder->model->words, tokens, token);
}

// Does the body give the name to something itself: `declare x text;`, `… as x`, `x as (`, `create table x`?
static bool is_made_here(const BodyJob *job, const Word *name)
{
    static const char *const BEFORE[] = {"as", "exists", "table"}, *const BEHIND[] = {"(", "materialized",
                                                                                      "not"};
    SqlTokens tokens;
    SqlToken token, last = {0}, before = {0};
    bool declared = false;
    begin(job, &tokens);
    while (sql_token_next(&tokens, &token)) {
        bool it = name_of(job, &tokens, token) == name, made = declared && it;
        bool behind = sql_token_is(&tokens, last, "as") && name_of(job, &tokens, before) == name;
        for (size_t at = 0; at < sizeof BEFORE / sizeof *BEFORE; at++)
            made = made || (it && sql_token_is(&tokens, last, BEFORE[at])) ||
                   (behind && sql_token_is(&tokens, token, BEHIND[at]));
        if (made)
            return true;
        declared =
            (declared || sql_token_is(&tokens, token, "declare")) && !sql_token_is(&tokens, token, "begin");
        before = last;
        last = token;
    }
    const Function *function = object_is_routine(job->owner) ? AS(const Function, job->owner) : NULL;
    for (uint32_t at = 0; function && at < function->arguments.count; at++)
        if (function->arguments.at[at].name == name)
            return true;
    return false;
}

static void add_relations(BodyJob *job, const Word *name, Refs *refs)
{
    Model *model = job->builder->model;
    for (const Object *schema = model->schemas; schema; schema = schema->next) {
        Object *relation = model_find_relation(model, schema, name);
        if (relation && object_is_relation(relation))
            refs_add(&job->builder->scratch, refs, relation);
    }
}

// What a view reads has been found; of a body it is whatever has the name of a word in it.
static void gather(BodyJob *job)
{
    const Refs *reads = job->owner->kind == KIND_VIEW ? &AS(const View, job->owner)->reads : NULL;
    SqlTokens tokens;
    SqlToken token;
    for (uint32_t at = 0; reads && at < reads->count; at++)
        if (object_is_relation(reads->at[at]))
            refs_add(&job->builder->scratch, &job->relations, reads->at[at]);
    begin(job, &tokens);
    while (!reads && sql_token_next(&tokens, &token)) {
        const Word *name = name_of(job, &tokens, token);
        if (name)
            add_relations(job, name, &job->relations);
    }
    job->gathered = true;
}

// --- labels ---

// The enum that the column is of, wherever it stands, and that lacks the label; NULL: somewhere all is well.
static const Object *enum_without(BodyJob *job, const Word *column, const Word *label)
{
    const Model *model = job->builder->model;
    const Object *lacking = NULL;
    if (!job->gathered)
        gather(job);
    for (uint32_t at = 0; at < job->relations.count; at++) {
        const Object *relation = job->relations.at[at];
        const Object *found =
            relation->kind == KIND_TABLE ? model_find(model, KIND_COLUMN, relation, column) : NULL;
        const Type *type = found ? AS(const Column, found)->type : NULL;
        if (!found && relation->kind == KIND_TABLE)
            continue;
        if (!type || type->id != TYPE_ENUM || type->dims || !type->user ||
            model_find(model, KIND_LABEL, type->user, label))
            return NULL;
        lacking = type->user;
    }
    return lacking;
}

static void check_label(BodyJob *job, const SqlTokens *tokens, SqlToken compared, SqlToken token)
{
    Builder *builder = job->builder;
    const Word *column = name_of(job, tokens, compared);
    if (!column)
        return;
    const Word *label = sql_string(builder->model->words, &builder->scratch, sql_token_text(tokens, token),
                                   span_length(token.span));
    const Object *lacking = label ? enum_without(job, column, label) : NULL;
    if (!lacking || is_made_here(job, column))
        return;
    diag_report(builder->diag, DIAG_BODY_LABEL, token.span, label->text, lacking->name->text, column->text);
    diag_note(builder->diag, lacking->span, "the enum is declared here");
}

// in ('a', 'b')
static void check_list(BodyJob *job, SqlTokens ahead, SqlToken column)
{
    SqlToken token;
    while (sql_token_next(&ahead, &token) && token.kind == SQL_STRING) {
        check_label(job, &ahead, column, token);
        if (!sql_token_next(&ahead, &token) || !sql_token_is(&ahead, token, ","))
            return;
    }
}

// --- what it writes to ---

typedef struct Target {
    const Word *name;
    Span span;
    Refs tables;
} Target;

// [only] [schema .] name; false: it is none, or somebody else's.
static bool read_target(BodyJob *job, SqlTokens *ahead, Target *target)
{
    const Model *model = job->builder->model;
    SqlToken token;
    if (!sql_token_next(ahead, &token) ||
        (sql_token_is(ahead, token, "only") && !sql_token_next(ahead, &token)))
        return false;
    SqlTokens behind = *ahead;
    SqlToken dot;
    *target = (Target){.name = name_of(job, ahead, token), .span = token.span};
    if (target->name && sql_token_next(&behind, &dot) && sql_token_is(&behind, dot, ".")) {
        const Object *schema = model_find_schema(model, target->name);
        *ahead = behind;
        if (!schema || object_is_external(schema) || !sql_token_next(ahead, &token))
            return false;
        target->name = name_of(job, ahead, token);
        target->span = token.span;
    }
    if (!target->name || !strncmp(target->name->text, "pg_", 3))
        return false;
    add_relations(job, target->name, &target->tables);
    return true;
}

static void check_target(BodyJob *job, const Target *target)
{
    if (target->tables.count || is_made_here(job, target->name))
        return;
    job->lost = true;
    if (!job->quiet)
        diag_report(job->builder->diag, DIAG_BODY_TABLE, target->span, job->owner->name->text,
                    target->name->text);
}

static void check_column(BodyJob *job, const SqlTokens *tokens, const Target *target, SqlToken token)
{
    const Word *name = name_of(job, tokens, token);
    for (uint32_t at = 0; name && at < target->tables.count; at++)
        if (target->tables.at[at]->kind != KIND_TABLE ||
            model_find(job->builder->model, KIND_COLUMN, target->tables.at[at], name))
            return;
    if (!name || !target->tables.count || is_made_here(job, target->name))
        return;
    job->lost = true;
    if (job->quiet)
        return;
    diag_report(job->builder->diag, DIAG_BODY_COLUMN, token.span, target->name->text, name->text,
                job->owner->name->text);
    diag_note(job->builder->diag, target->tables.at[0]->span, "the table is declared here");
}

// insert into NAME [as x] (a, b, …)
static void check_insert(BodyJob *job, SqlTokens ahead)
{
    Target target;
    SqlToken token;
    if (!read_target(job, &ahead, &target))
        return;
    check_target(job, &target);
    bool more = sql_token_next(&ahead, &token);
    if (more && sql_token_is(&ahead, token, "as"))
        more = sql_token_next(&ahead, &token) && sql_token_next(&ahead, &token);
    if (!more || !sql_token_is(&ahead, token, "("))
        return;
    while (sql_token_next(&ahead, &token) && !sql_token_is(&ahead, token, "select") &&
           !sql_token_is(&ahead, token, "with") && !sql_token_is(&ahead, token, "values")) {
        check_column(job, &ahead, &target, token);
        if (!sql_token_next(&ahead, &token) || !sql_token_is(&ahead, token, ","))
            return;
    }
}

// update NAME [[as] x] set a = …: nothing else that begins with `update` goes on so. The first column only.
static void check_update(BodyJob *job, SqlTokens ahead)
{
    Target target;
    SqlToken token, next;
    if (!read_target(job, &ahead, &target) || !sql_token_next(&ahead, &token))
        return;
    if (sql_token_is(&ahead, token, "as") && !sql_token_next(&ahead, &token))
        return;
    if (!sql_token_is(&ahead, token, "set") &&
        !(name_of(job, &ahead, token) && sql_token_next(&ahead, &token) &&
          sql_token_is(&ahead, token, "set")))
        return;
    check_target(job, &target);
    if (sql_token_next(&ahead, &token) && sql_token_next(&ahead, &next) && sql_token_is(&ahead, next, "="))
        check_column(job, &ahead, &target, token);
}

static void check_delete(BodyJob *job, SqlTokens ahead)
{
    Target target;
    if (read_target(job, &ahead, &target))
        check_target(job, &target);
}

static bool compares(const SqlTokens *tokens, SqlToken token)
{
    return sql_token_is(tokens, token, "=") || sql_token_is(tokens, token, "<>") ||
           sql_token_is(tokens, token, "!=");
}

bool check_body_words(Builder *builder, const Object *owner, Span body, bool writes)
{
    BodyJob job = {.builder = builder,
                   .owner = owner,
                   .body = body,
                   .quiet = object_is_routine(owner) && AS(const Function, owner)->unchecked};
    bool labels = builder->model->kind_counts[KIND_ENUM];
    SqlTokens tokens;
    SqlToken token, last = {0}, before = {0}, third = {0};
    if (builder->model->dialect != DIALECT_POSTGRES || !span_is_set(body) || !(labels || writes))
        return true;
    ArenaMark mark = arena_mark(&builder->scratch);
    begin(&job, &tokens);
    while (sql_token_next(&tokens, &token)) {
        if (labels && token.kind == SQL_STRING && compares(&tokens, last))
            check_label(&job, &tokens, before, token);
        else if (labels && sql_token_is(&tokens, token, "(") && sql_token_is(&tokens, last, "in"))
            check_list(&job, tokens, sql_token_is(&tokens, before, "not") ? third : before);
        if (writes && sql_token_is(&tokens, token, "into") && sql_token_is(&tokens, last, "insert"))
            check_insert(&job, tokens);
        else if (writes && sql_token_is(&tokens, token, "from") && sql_token_is(&tokens, last, "delete"))
            check_delete(&job, tokens);
        else if (writes && sql_token_is(&tokens, token, "update"))
            check_update(&job, tokens);
        third = before;
        before = last;
        last = token;
    }
    arena_release(&builder->scratch, mark);
    return !job.lost;
}
