// SPDX-License-Identifier: MIT
#include "grammar/format_clause.h"

#include <string.h>

#include "grammar/clause.h"
#include "grammar/format_align.h"

// --- lists ---

static int kind_of(const SqlTokens *tokens, SqlToken token)
{
    static const struct {
        const char *text;
        int kind;
    } SIGNS[] = {{",", TOK_COMMA}, {".", TOK_DOT},   {"=", TOK_EQUAL}, {":=", TOK_EQUAL},
                 {"[", TOK_LEFT},  {"]", TOK_RIGHT}, {"-", TOK_MINUS}};
    switch (token.kind) {
    case SQL_WORD: return TOK_WORD;
    case SQL_QUOTED: return TOK_QUOTED;
    case SQL_STRING: return TOK_STRING;
    case SQL_NUMBER: return TOK_NUMBER;
    default: break;
    }
    for (size_t at = 0; at < sizeof SIGNS / sizeof *SIGNS; at++)
        if (sql_token_is(tokens, token, SIGNS[at].text))
            return SIGNS[at].kind;
    return TOK_SLICE; // an operator of a default, which stays as one text
}

// From its "(" to behind its ")".
static Span read_parentheses(SqlTokens *tokens, SqlToken token)
{
    Span span = token.span;
    for (size_t depth = 1; depth && token.kind != SQL_END; span.end = token.span.end) {
        clause_token(tokens, &token);
        depth = depth + sql_token_is(tokens, token, "(") - sql_token_is(tokens, token, ")");
    }
    return span;
}

Tokens clause_list(Sources *sources, Arena *arena, Span span)
{
    Tokens list = {.arena = arena};
    SqlTokens tokens;
    SqlToken token;
    Span inside = job_inside(span);
    sql_tokens_begin(&tokens, span_text(sources, inside), inside.start, span_length(inside));
    tokens_add(&list, (Token){TOK_OPEN, {span.start, inside.start}, true, true});
    for (clause_token(&tokens, &token); token.kind != SQL_END; clause_token(&tokens, &token)) {
        Token one = {kind_of(&tokens, token), token.span, true, true};
        if (sql_token_is(&tokens, token, "("))
            one.span = read_parentheses(&tokens, token);
        tokens_add(&list, one);
    }
    tokens_add(&list, (Token){TOK_CLOSE, {inside.end, span.end}, true, true});
    return list;
}

// --- words ---

bool piece_is(const Piece *piece, const char *word)
{
    return piece->kind != TOK_QUOTED && piece->length == strlen(word) &&
           !memcmp(piece->text, word, piece->length);
}

static bool is_any(const Piece *piece, const char *const *words)
{
    while (*words && !piece_is(piece, *words))
        words++;
    return *words != NULL;
}

bool clause_begins_option(int opener, const Piece *before, const Piece *piece)
{
    static const char *const ROUTINE[] = {
        "was",       "returns",  "language", "immutable", "stable", "strict", "volatile",  "window",
        "leakproof", "security", "cost",     "parallel",  "rows",   "set",    "unchecked", NULL};
    static const char *const TRIGGER[] = {"was",      "before",   "after",  "instead",     "for",
                                          "when",     "execute",  "enable", "referencing", "deferrable",
                                          "deferred", "disabled", NULL};
    static const char *const SEQUENCE[] = {"was",      "as",    "increment", "start", "no", "minvalue",
                                           "maxvalue", "cache", "cycle",     "owned", NULL};
    static const char *const POLICY[] = {"was", "restrictive", "for", "to", "using", "with", NULL};
    static const char *const EXCLUDE[] = {"was",   "using",      "include",    "with",
                                          "where", "tablespace", "deferrable", NULL};
    static const char *const DEFAULTS[] = {"for", "in", "grant", "revoke", "on", "to", "from", "with", NULL};
    static const char *const GRANT[] = {"on", "to", "from", "with", "granted", NULL};
    static const struct {
        int opener;
        const char *const *words;
    } OPENERS[] = {{TOK_TRIGGER, TRIGGER}, {TOK_SEQUENCE, SEQUENCE}, {TOK_EXCLUDE, EXCLUDE},
                   {TOK_POLICY, POLICY},   {TOK_GRANT, GRANT},       {TOK_REVOKE, GRANT},
                   {TOK_DEFAULT, DEFAULTS}};
    if (before->kind == opener || piece_is(before, "was") || piece_is(before, "no"))
        return false;
    for (size_t at = 0; at < sizeof OPENERS / sizeof *OPENERS; at++)
        if (OPENERS[at].opener == opener)
            return is_any(piece, OPENERS[at].words);
    return is_any(piece, ROUTINE);
}

bool clause_glues(const Piece *before, const Piece *piece, bool adjacent)
{
    static const char *const PRIVILEGES[] = {"select", "insert", "update", "references", "all", NULL};
    if (piece->kind == TOK_OPEN) // f(…), but `returns table (…)` and `grant select (…)`
        return !(piece_is(before, "table") && piece_is(before - 1, "returns")) && !is_any(before, PRIVILEGES);
    if (before->kind == TOK_NUMBER && piece->kind == TOK_WORD)
        return adjacent; // 1_000
    return before->kind == TOK_MINUS;
}
