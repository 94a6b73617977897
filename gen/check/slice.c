// SPDX-License-Identifier: MIT
// SQL of others that is to stand among ours.
#include "gen/check/builder.h"
#include "grammar/sqltoken.h"

// One statement, in which every parenthesis has its other half: it will stand between others' words.
bool check_slice_token(Builder *builder, const SqlTokens *tokens, SqlToken token, int *depth)
{
    *depth += sql_token_is(tokens, token, "(") - sql_token_is(tokens, token, ")");
    const char *fault = token.kind == SQL_ERROR            ? "this is never closed"
                        : sql_token_is(tokens, token, ";") ? "a ';' ends it here"
                        : *depth < 0                       ? "this parenthesis was never opened"
                                                           : NULL;
    if (fault)
        diag_report(builder->diag, DIAG_SLICE_BROKEN, token.span, fault);
    return !fault;
}

void check_slice(Builder *builder, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    int depth = 0;
    sql_tokens_begin(&tokens, span_text(builder->model->sources, span), span.start, span_length(span));
    while (span_is_set(span) && sql_token_next(&tokens, &token))
        if (!check_slice_token(builder, &tokens, token, &depth))
            return;
    if (depth > 0)
        diag_report(builder->diag, DIAG_SLICE_BROKEN, span, "a parenthesis is never closed");
}

void check_migration_slices(Builder *builder)
{
    const Migration *migration = builder->model->migration;
    for (const Statement *statement = migration ? migration->statements : NULL; statement;
         statement = statement->next) {
        check_slice(builder, statement->sql);
        check_slice(builder, statement->other);
    }
}
