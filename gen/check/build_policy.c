// SPDX-License-Identifier: MIT
// Policies: which rows of a table a role sees and writes.
#include <stdlib.h>
#include <string.h>

#include "gen/check/builder.h"
#include "grammar/sqltoken.h"

// A set: in which order roles stand says nothing. With everybody among them all others are, too.
static void read_roles(Builder *builder, Policy *policy, const Part *parts)
{
    uint32_t count = 0;
    for (const Part *part = parts; part; part = part->next)
        count += part->kind == PART_ROLE;
    Names *roles = &policy->roles;
    roles->at = ARENA_ARRAY(builder->model->arena, const Word *, count + 1);
    for (const Part *part = parts; part; part = part->next) {
        if (part->kind != PART_ROLE)
            continue;
        if (!strcmp(part->name.word->text, "public")) {
            roles->count = 0;
            return;
        }
        bool runner = is_runner(builder, part->name.word);
        roles->at[roles->count++] =
            runner ? words_text(builder->model->words, "current_user") : part->name.word;
    }
    if (!roles->count)
        return;
    names_sort(roles);
    uint32_t kept = 1;
    for (uint32_t at = 1; at < roles->count; at++)
        if (roles->at[at] != roles->at[kept - 1])
            roles->at[kept++] = roles->at[at];
    roles->count = kept;
}

void build_policy(Builder *builder, Object *table, const Item *item)
{
    Object *object = model_add(builder->model, KIND_POLICY, table, item->name.word, item->name.span);
    Policy *policy = AS(Policy, object);
    model_doc(builder->model, object, item->doc);
    object->named = true;
    declare_name(builder, object, item->name, item->was.word, NULL);
    const Part *using = ast_find(item->parts, PART_USING), *check = ast_find(item->parts, PART_CHECK);
    const Part *command = ast_find(item->parts, PART_COMMAND);
    read_roles(builder, policy, item->parts);
    policy->command = command ? (uint8_t)command->number : POLICY_ALL;
    policy->restrictive = ast_find(item->parts, PART_RESTRICTIVE) != NULL;
    if (using)
        policy->using.span = using->span;
    if (check)
        policy->check.span = check->span;
}

static bool has_query(const Model *model, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token))
        if (token.kind == SQL_WORD && sql_token_is(&tokens, token, "select"))
            return true;
    return false;
}

static void check_condition(Builder *builder, Policy *policy, Sql *condition)
{
    check_policy_condition(builder, policy, condition);
    if (span_is_set(condition->span) && has_query(builder->model, condition->span))
        check_body(builder, &policy->object, condition->span, &policy->reads, false);
}

void check_policies(Builder *builder)
{
    const Model *model = builder->model;
    Object *object;
    for (uint32_t at = 0; (object = model_next(model, KIND_POLICY, &at));) {
        Policy *policy = AS(Policy, object);
        check_condition(builder, policy, &policy->using);
        check_condition(builder, policy, &policy->check);
    }
}
