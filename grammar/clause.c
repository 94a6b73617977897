// SPDX-License-Identifier: MIT
#include "grammar/clause.h"

#include <string.h>

void clause_token(SqlTokens *tokens, SqlToken *token)
{
    // Our own comments stand between the words, too.
    while (sql_token_next(tokens, token) && token->kind == SQL_OPERATOR &&
           !strncmp(sql_token_text(tokens, *token), "//", 2)) {
        const char *line = sql_token_text(tokens, *token);
        const char *end = memchr(line, '\n', (size_t)(tokens->end - line));
        tokens->at = end ? end : tokens->end;
    }
}

static void read_token(Clause *clause)
{
    clause_token(&clause->tokens, &clause->now);
}

Clause clause_begin(ParseJob *job, Span span)
{
    Clause clause = {.job = job, .last = span.start};
    sql_tokens_begin(&clause.tokens, span_text(job->in.diag->sources, span), span.start, span_length(span));
    read_token(&clause);
    return clause;
}

bool clause_more(const Clause *clause)
{
    return !clause->broken && clause->now.kind != SQL_END;
}

bool clause_is(const Clause *clause, const char *word)
{
    return clause_more(clause) && sql_token_is(&clause->tokens, clause->now, word);
}

void clause_next(Clause *clause)
{
    clause->last = clause->now.span.end;
    clause->comma = clause_is(clause, ",");
    read_token(clause);
}

bool clause_take(Clause *clause, const char *word)
{
    if (!clause_is(clause, word))
        return false;
    clause_next(clause);
    return true;
}

void clause_fail(Clause *clause, const char *expected)
{
    ParseJob *job = clause->job;
    if (clause->broken)
        return;
    bool ends = clause->now.kind == SQL_END;
    Span span = ends ? (Span){clause->last, clause->last} : clause->now.span;
    const char *found =
        ends ? "the end"
             : arena_print(job->in.arena, "'%.*s'", (int)(span_length(span) < 60 ? span_length(span) : 60),
                           sql_token_text(&clause->tokens, clause->now));
    diag_report(job->in.diag, DIAG_SYNTAX, span,
                arena_print(job->in.arena, "%s is not expected here, but %s", found, expected));
    job->errors++;
    clause->broken = true;
}

bool clause_need(Clause *clause, const char *word)
{
    if (clause_take(clause, word))
        return true;
    clause_fail(clause, arena_print(clause->job->in.arena, "'%s'", word));
    return false;
}

bool clause_name(Clause *clause, Name *name)
{
    if (!clause_more(clause) || (clause->now.kind != SQL_WORD && clause->now.kind != SQL_QUOTED)) {
        clause_fail(clause, "a name");
        return false;
    }
    const Word *word = sql_name(clause->job->in.words, sql_token_text(&clause->tokens, clause->now),
                                span_length(clause->now.span));
    *name = job_name(clause->job, word, clause->now.span);
    clause_next(clause);
    return true;
}

bool clause_qname(Clause *clause, QName *name)
{
    *name = (QName){0};
    if (!clause_name(clause, &name->name))
        return false;
    if (!clause_take(clause, "."))
        return true;
    name->schema = name->name;
    return clause_name(clause, &name->name);
}

bool clause_number(Clause *clause, Name *number)
{
    Span span = clause->now.span;
    bool minus = clause_take(clause, "-");
    if (clause->now.kind != SQL_NUMBER || clause->broken) {
        clause_fail(clause, "a number");
        return false;
    }
    const char *digits = sql_token_text(&clause->tokens, clause->now);
    const char *text = arena_print(clause->job->in.arena, "%s%.*s", minus ? "-" : "",
                                   (int)span_length(clause->now.span), digits);
    *number = (Name){words_text(clause->job->in.words, text), span_join(span, clause->now.span)};
    clause_next(clause);
    return true;
}

Span clause_until(Clause *clause, const char *one, const char *other)
{
    Span span = {clause->now.span.start, clause->now.span.start};
    int depth = 0;
    while (clause_more(clause) && (depth || (!clause_is(clause, one) && !clause_is(clause, other)))) {
        depth += clause_is(clause, "(") - clause_is(clause, ")");
        span.end = clause->now.span.end;
        clause_next(clause);
    }
    return span;
}

bool clause_slice(Clause *clause, Span *inside)
{
    uint32_t start = clause->now.span.end;
    if (!clause_need(clause, "("))
        return false;
    clause_until(clause, ")", ")");
    *inside = (Span){start, clause->now.span.start};
    return clause_need(clause, ")");
}

// --- types ---

static void take_modifiers(Clause *clause)
{
    Span inside;
    if (clause_is(clause, "("))
        clause_slice(clause, &inside); // an argument's type has none, whatever was written
}

// The first words of types that are several, so that `time zone` is no argument called time.
static bool is_of_several(const Clause *clause)
{
    static const char *const FIRST[] = {"double",    "character", "national", "bit",
                                        "timestamp", "time",      "interval", "char"};
    static const char *const NEXT[] = {"precision", "varying", "character", "char",
                                       "with",      "without", "time",      "zone"};
    const Clause *at = clause;
    for (size_t first = 0; first < sizeof FIRST / sizeof *FIRST; first++) {
        if (!clause_is(at, FIRST[first]))
            continue;
        Clause ahead = *clause;
        clause_next(&ahead);
        take_modifiers(&ahead); // timestamp(3) with time zone
        for (size_t next = 0; next < sizeof NEXT / sizeof *NEXT; next++)
            if (clause_is(&ahead, NEXT[next]))
                return true;
    }
    return false;
}

// Modifiers are read and forgotten, as the database does it for arguments and results.
Part *clause_type(Clause *clause)
{
    uint32_t start = clause->now.span.start;
    bool several = is_of_several(clause);
    QName name;
    Name more;
    int32_t dimensions = 0;
    if (!clause_qname(clause, &name))
        return NULL;
    take_modifiers(clause);
    while (several &&
           (clause_is(clause, "precision") || clause_is(clause, "varying") ||
            clause_is(clause, "character") || clause_is(clause, "char") || clause_is(clause, "with") ||
            clause_is(clause, "without") || clause_is(clause, "time") || clause_is(clause, "zone"))) {
        clause_name(clause, &more);
        name.name = job_words(clause->job, name.name, more.word, more.span);
        take_modifiers(clause);
    }
    for (; clause_take(clause, "["); dimensions++) {
        if (clause->now.kind == SQL_NUMBER)
            clause_next(clause);
        clause_need(clause, "]");
    }
    if (clause_take(clause, "array"))
        dimensions++;
    if (clause->broken)
        return NULL;
    return job_type(clause->job, (Span){start, clause->last}, name, (PartList){0}, (Name){0}, dimensions);
}
