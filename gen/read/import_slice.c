// SPDX-License-Identifier: MIT
// Slices of the user's own text. The parse tree says where something begins, the tokens where it ends.
#include <string.h>

#include "gen/read/import_job.h"

static void begin(const Job *job, SqlTokens *tokens, uint32_t from)
{
    uint32_t start = job->source->base;
    sql_tokens_begin(tokens, job->source->text + (from - start), from, job->statement.end - from);
}

uint32_t import_offset(const Job *job, const Tree *node)
{
    long location = tree_number(node, "location");
    uint32_t at = job->statement.start + (location > 0 ? (uint32_t)location : 0);
    return at < job->statement.end ? at : job->statement.start;
}

Span import_next(const Job *job, uint32_t from)
{
    SqlTokens tokens;
    SqlToken token;
    begin(job, &tokens, from);
    return sql_token_next(&tokens, &token) ? token.span : (Span){from, from};
}

Span import_token(const Job *job, const Tree *node)
{
    return import_next(job, import_offset(job, node));
}

const char *import_text(const Job *job, Span span)
{
    return arena_copy(job->arena, job->source->text + (span.start - job->source->base), span_length(span));
}

static int depth_of(const SqlTokens *tokens, SqlToken token)
{
    if (token.kind != SQL_PUNCTUATION)
        return 0;
    char sign = *sql_token_text(tokens, token);
    return (sign == '(' || sign == '[') - (sign == ')' || sign == ']');
}

uint32_t import_skip(const Job *job, uint32_t from, const char *word)
{
    SqlTokens tokens;
    SqlToken token;
    int depth = 0;
    begin(job, &tokens, from);
    while (sql_token_next(&tokens, &token)) {
        depth += depth_of(&tokens, token);
        if (!depth && token.kind == SQL_WORD && sql_token_is(&tokens, token, word))
            return token.span.end;
    }
    return 0;
}

static Span expression_span(const Job *job, uint32_t from, uint32_t limit)
{
    SqlTokens tokens;
    SqlToken token;
    Span span = {0};
    int depth = 0;
    begin(job, &tokens, from);
    while (sql_token_next(&tokens, &token)) {
        int step = depth_of(&tokens, token);
        bool comma = token.kind == SQL_PUNCTUATION && *sql_token_text(&tokens, token) == ',';
        if (!depth && (step < 0 || comma || (limit && token.span.start >= limit)))
            break;
        depth += step;
        span = (Span){span.start ? span.start : token.span.start, token.span.end};
    }
    return span;
}

// A person writes 'a', not $tag$a$tag$, which the grammar of expressions does not know either.
const char *import_plain(const Job *job, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    Text text = {0};
    const char *from = import_text(job, span);
    size_t done = 0;
    if (!strchr(from, '$'))
        return from;
    sql_tokens_begin(&tokens, from, 0, strlen(from));
    while (sql_token_next(&tokens, &token)) {
        const char *at = sql_token_text(&tokens, token);
        if (token.kind != SQL_STRING || *at != '$')
            continue;
        size_t tag = (size_t)(strchr(at + 1, '$') - at) + 1;
        text_add(&text, from + done, token.span.start - done);
        text_quoted(&text, '\'', at + tag, (size_t)(from + token.span.end - at) - 2 * tag);
        done = token.span.end;
    }
    text_puts(&text, from + done);
    const char *made = arena_copy(job->arena, text_string(&text), text.length);
    text_free(&text);
    return made;
}

const char *import_expression(const Job *job, uint32_t from, uint32_t limit)
{
    return import_plain(job, expression_span(job, from, limit));
}

Span import_inside_span(const Job *job, uint32_t from)
{
    SqlTokens tokens;
    SqlToken token;
    Span span = {0};
    int depth = 0;
    begin(job, &tokens, from);
    while (sql_token_next(&tokens, &token)) {
        int step = depth_of(&tokens, token);
        if (step > 0 && !depth)
            span.start = span.end = token.span.end;
        depth += step;
        if (step < 0 && !depth)
            break;
        if (depth)
            span.end = token.span.end;
    }
    return span;
}

Span import_trim(const Job *job, Span span)
{
    SqlTokens tokens;
    SqlToken token;
    Span trimmed = {0};
    sql_tokens_begin(&tokens, job->source->text + (span.start - job->source->base), span.start,
                     span_length(span));
    while (sql_token_next(&tokens, &token))
        trimmed = (Span){trimmed.start ? trimmed.start : token.span.start, token.span.end};
    return trimmed.start ? trimmed : (Span){span.start, span.start};
}

const char *import_inside(const Job *job, uint32_t from)
{
    return import_plain(job, import_trim(job, import_inside_span(job, from)));
}

uint32_t import_part(const Job *job, size_t index)
{
    SqlTokens tokens;
    SqlToken token;
    int depth = 0;
    begin(job, &tokens, job->statement.start);
    while (index && sql_token_next(&tokens, &token)) {
        depth += depth_of(&tokens, token);
        index -= !depth && token.kind == SQL_PUNCTUATION && *sql_token_text(&tokens, token) == ',';
    }
    return index ? job->statement.start : tokens.base + (uint32_t)(tokens.at - tokens.text);
}
