// SPDX-License-Identifier: MIT
// Which functions and sequences of the schema any SQL uses, by tokens: a name before a parenthesis, and a
// text that nextval() and its like are given. Of functions of one name those count that may take so many
// arguments; one too many only orders steps that needed no order.
#include <string.h>

#include "gen/check/builder.h"
#include "grammar/sqltoken.h"

typedef struct CallJob {
    Builder *builder;
    const Object *self, *schema, *public;
    Refs *reads;
} CallJob;

static const Word *name_of(const CallJob *job, const SqlTokens *tokens, SqlToken token)
{
    return sql_token_name(job->builder->model->words, tokens, token);
}

// Behind the "(": how many arguments stand there.
static uint32_t count_arguments(SqlTokens ahead)
{
    SqlToken token;
    uint32_t count = 0;
    int depth = 1;
    while (depth && sql_token_next(&ahead, &token)) {
        depth += sql_token_is(&ahead, token, "(") - sql_token_is(&ahead, token, ")");
        if (depth && !count)
            count = 1;
        count += depth == 1 && sql_token_is(&ahead, token, ",");
    }
    return count;
}

static bool takes(const Function *function, uint32_t count)
{
    uint32_t least = 0, most = 0;
    for (uint32_t at = 0; at < function->arguments.count; at++) {
        const Argument *argument = &function->arguments.at[at];
        if (argument->mode == ARGUMENT_VARIADIC)
            most = UINT32_MAX / 2;
        else if (argument_is_input(argument) || (argument->mode == ARGUMENT_OUT && !function->returns &&
                                                 function->object.kind == KIND_PROCEDURE)) {
            most++;
            least += !span_is_set(argument->default_.span);
        }
    }
    return count >= least && count <= most;
}

static void add_function(CallJob *job, const Object *schema, const Word *name, uint32_t count)
{
    for (int kind = KIND_FUNCTION; schema && kind <= KIND_PROCEDURE; kind++) {
        Object *found = model_find(job->builder->model, (Kind)kind, schema, name);
        for (Function *one = found ? AS(Function, found) : NULL; one; one = one->overload)
            if (&one->object != job->self && takes(one, count))
                refs_add(job->builder->model->arena, job->reads, &one->object);
    }
}

static void take_call(CallJob *job, const Word *schema, const Word *name, const SqlTokens *behind)
{
    uint32_t count = count_arguments(*behind);
    if (schema) {
        add_function(job, model_find_schema(job->builder->model, schema), name, count);
        return;
    }
    add_function(job, job->schema, name, count);
    if (job->public != job->schema)
        add_function(job, job->public, name, count);
}

// 'schema.name', as nextval() takes it.
static void take_text(CallJob *job, const SqlTokens *tokens, SqlToken token)
{
    const Model *model = job->builder->model;
    SqlTokens inside;
    SqlToken piece, dot, second;
    const char *text = sql_token_text(tokens, token);
    size_t length = span_length(token.span);
    if (*text != '\'' || length < 3 || length > 2 * 64 + 8)
        return;
    sql_tokens_begin(&inside, text + 1, token.span.start + 1, length - 2);
    if (!sql_token_next(&inside, &piece) || !name_of(job, &inside, piece))
        return;
    const Word *name = name_of(job, &inside, piece), *schema_name = NULL;
    if (sql_token_next(&inside, &dot) && sql_token_is(&inside, dot, ".") &&
        sql_token_next(&inside, &second)) {
        schema_name = name;
        name = name_of(job, &inside, second);
    }
    const Object *schema = schema_name ? model_find_schema(model, schema_name) : job->schema;
    Object *found = name && schema ? model_find(model, KIND_SEQUENCE, schema, name) : NULL;
    if (!found && name && !schema_name && job->public)
        found = model_find(model, KIND_SEQUENCE, job->public, name);
    if (found)
        refs_add(model->arena, job->reads, found);
}

void note_calls(Builder *builder, const Object *self, Span span, Refs *reads)
{
    const Model *model = builder->model;
    note_definitions(builder, self, span, reads);
    bool sequences = model->kind_counts[KIND_SEQUENCE];
    if (!(model->kind_counts[KIND_FUNCTION] + model->kind_counts[KIND_PROCEDURE] + sequences) ||
        !span_is_set(span))
        return;
    CallJob job = {builder, self, object_schema(self),
                   model_find_schema(model, words_text(model->words, "public")), reads};
    SqlTokens tokens;
    SqlToken token;
    const Word *last[2] = {0}; // the name before, and what stood before its dot
    bool dot = false;
    sql_tokens_begin(&tokens, span_text(model->sources, span), span.start, span_length(span));
    while (sql_token_next(&tokens, &token)) {
        if (sql_token_is(&tokens, token, "(") && last[0])
            take_call(&job, last[1], last[0], &tokens);
        if (token.kind == SQL_STRING && sequences)
            take_text(&job, &tokens, token);
        if (sql_token_is(&tokens, token, ".")) {
            dot = true;
            continue;
        }
        last[1] = dot ? last[0] : NULL;
        last[0] = name_of(&job, &tokens, token);
        dot = false;
    }
}
