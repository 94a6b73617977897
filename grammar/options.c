// SPDX-License-Identifier: MIT
// Storage options, as `with (fillfactor = 70, toast.autovacuum_enabled = false)`: one word each, spelled as
// the server keeps them.
#include <string.h>

#include "grammar/base/text.h"
#include "grammar/clause.h"

static void put_token(Clause *clause, Text *out)
{
    const char *at = sql_token_text(&clause->tokens, clause->now);
    size_t length = span_length(clause->now.span);
    if (clause->now.kind == SQL_STRING) {
        for (at++, length -= 2; length; at++, length--) {
            text_char(out, *at);
            if (*at == '\'' && length > 1) // doubled
                at++, length--;
        }
    } else if (clause->now.kind == SQL_WORD || clause->now.kind == SQL_QUOTED) {
        text_puts(out, sql_name(clause->job->in.words, at, length)->text);
    } else {
        text_add(out, at, length);
    }
    clause_next(clause);
}

static Part *read_option(Clause *clause)
{
    Span span = clause->now.span;
    Text text = {0};
    Name name;
    clause_name(clause, &name);
    while (clause_take(clause, ".")) {
        if (name.word)
            text_printf(&text, "%s.", name.word->text);
        clause_name(clause, &name);
    }
    text_puts(&text, !clause->broken ? name.word->text : "");
    text_char(&text, '=');
    if (!clause_take(clause, "="))
        text_puts(&text, "true");
    else if (!clause_more(clause))
        clause_fail(clause, "a value");
    else if (clause_take(clause, "-"))
        text_char(&text, '-');
    if (text_string(&text)[text.length - 1] == '=' || text_string(&text)[text.length - 1] == '-')
        put_token(clause, &text);
    Name option = {words_get(clause->job->in.words, text_string(&text), text.length), span};
    text_free(&text);
    return ast_part(clause->job->in.arena, PART_OPTION, span, option, 0);
}

Part *job_options(ParseJob *job, Span slice)
{
    Clause clause = clause_begin(job, job_inside(slice));
    PartList parts = {0};
    do
        parts = ast_parts(parts, read_option(&clause));
    while (clause_take(&clause, ","));
    if (clause_more(&clause))
        clause_fail(&clause, "','");
    return ast_list_part(job->in.arena, PART_OPTION, slice, parts);
}
