// SPDX-License-Identifier: MIT
// What the function of a trigger reads of its rows. PL/pgSQL looks for new.x only when the trigger fires, so
// a column that its table lacks is found by the first who writes to it.
#include <string.h>
#include <strings.h>

#include "gen/check/builder.h"
#include "grammar/sqltoken.h"

// One function may stand in triggers of several tables, and ask which one it is in: then nothing is known.
static bool asks_where(const SqlTokens *tokens, SqlToken token)
{
    static const char *const ANYWHERE[] = {"tg_op", "tg_when", "tg_level"};
    if (span_length(token.span) < 3 || strncasecmp(sql_token_text(tokens, token), "tg_", 3))
        return false;
    for (size_t at = 0; at < sizeof ANYWHERE / sizeof *ANYWHERE; at++)
        if (sql_token_is(tokens, token, ANYWHERE[at]))
            return false;
    return true;
}

static bool is_name(SqlToken token)
{
    return token.kind == SQL_WORD || token.kind == SQL_QUOTED;
}

// The column that new.x or old.x names and its table lacks; NULL: there is none.
static const Word *missing_column(const Model *model, const Object *table, Span body)
{
    SqlTokens tokens;
    SqlToken token, before = {0}, row = {0};
    const Word *missing = NULL;
    sql_tokens_begin(&tokens, span_text(model->sources, body), body.start, span_length(body));
    while (sql_token_next(&tokens, &token)) {
        if (token.kind == SQL_WORD && asks_where(&tokens, token))
            return NULL;
        bool of_row = sql_token_is(&tokens, row, "new") || sql_token_is(&tokens, row, "old");
        if (!missing && of_row && sql_token_is(&tokens, before, ".") && is_name(token)) {
            const char *text = sql_token_text(&tokens, token);
            const Word *name = sql_name(model->words, text, span_length(token.span));
            if (!model_find(model, KIND_COLUMN, table, name) && strcmp(name->text, "tableoid") != 0)
                missing = name;
        }
        row = before;
        before = token;
    }
    return missing;
}

void check_row_columns(Builder *builder, const Object *object)
{
    const Trigger *trigger = AS(const Trigger, object);
    const Function *function = trigger->function ? AS(const Function, trigger->function) : NULL;
    if (!function || object->parent->kind != KIND_TABLE || object_is_external(object) ||
        strcmp(function->language->text, "plpgsql") != 0 || !span_is_set(function->body.span))
        return;
    const Word *missing = missing_column(builder->model, object->parent, function->body.span);
    if (!missing)
        return;
    diag_report(builder->diag, DIAG_ROW_COLUMN, object->span, object->parent->name->text, missing->text,
                function->object.name->text);
    diag_note(builder->diag, function->object.span, "the function stands here");
}
