// SPDX-License-Identifier: MIT
#include "gen/read/import_split.h"

#include <string.h>

enum { NESTS_MAX = 10000, HEAD = 5 };

// What is known of a statement while its tokens pass.
typedef struct Pass {
    SqlToken head[HEAD]; // its first words
    int words, depth, blocks, nests;
    bool body;        // of a routine or trigger: semicolons between BEGIN and END are its own
    bool copies_rows; // COPY … FROM STDIN: rows follow
    bool after_from;
} Pass;

void split_begin(Split *split, const Source *source, bool sqlite)
{
    *split = (Split){.sqlite = sqlite};
    sql_tokens_begin(&split->tokens, source->text, source->base, source->length);
}

static bool is(const Split *split, SqlToken token, const char *word)
{
    return token.kind == SQL_WORD && sql_token_is(&split->tokens, token, word);
}

static bool is_sign(const Split *split, SqlToken token, char sign)
{
    return token.kind == SQL_PUNCTUATION && *sql_token_text(&split->tokens, token) == sign;
}

// CREATE [OR REPLACE] FUNCTION and PROCEDURE may have a body of statements; in SQLite every trigger has one.
static bool has_body(const Split *split, const Pass *pass)
{
    int at = 1;
    if (!is(split, pass->head[0], "create"))
        return false;
    while (at < pass->words && (is(split, pass->head[at], "or") || is(split, pass->head[at], "replace") ||
                                is(split, pass->head[at], "temp") || is(split, pass->head[at], "temporary")))
        at++;
    if (at == pass->words)
        return false;
    return split->sqlite ? is(split, pass->head[at], "trigger")
                         : is(split, pass->head[at], "function") || is(split, pass->head[at], "procedure");
}

static void take_word(const Split *split, Pass *pass, SqlToken token)
{
    if (pass->words < HEAD) {
        pass->head[pass->words++] = token;
        pass->body = has_body(split, pass);
    }
    if (pass->after_from && is(split, token, "stdin") && is(split, pass->head[0], "copy"))
        pass->copies_rows = true;
    pass->after_from = is(split, token, "from");
    if (!pass->body || pass->depth)
        return;
    if (is(split, token, "begin") || (pass->blocks && is(split, token, "case")))
        pass->blocks++;
    else if (pass->blocks && is(split, token, "end"))
        pass->blocks--;
}

// Is the statement over?
static bool take_token(const Split *split, Pass *pass, SqlToken token)
{
    if (token.kind == SQL_WORD)
        take_word(split, pass, token);
    if (sql_token_nests(&split->tokens, token))
        pass->nests++;
    if (token.kind != SQL_PUNCTUATION)
        return false;
    char sign = *sql_token_text(&split->tokens, token);
    pass->depth += (sign == '(' || sign == '[') - ((sign == ')' || sign == ']') && pass->depth > 0);
    if (sign == ',' && pass->depth <= 1)
        pass->nests = 0; // the elements of a list stand beside each other
    return sign == ';' && !pass->depth && !pass->blocks;
}

static void skip_line(Split *split)
{
    SqlTokens *tokens = &split->tokens;
    const char *end = memchr(tokens->at, '\n', (size_t)(tokens->end - tokens->at));
    tokens->at = end ? end + 1 : tokens->end;
}

// The rows of COPY end with a line of \. alone.
static void skip_rows(Split *split)
{
    SqlTokens *tokens = &split->tokens;
    skip_line(split);
    while (tokens->at < tokens->end) {
        bool ends = tokens->end - tokens->at >= 2 && !memcmp(tokens->at, "\\.", 2) &&
                    (tokens->end - tokens->at == 2 || strchr("\r\n", tokens->at[2]));
        skip_line(split);
        if (ends)
            return;
    }
}

static void take_command(Split *split, SqlToken token, Piece *piece)
{
    const char *start = sql_token_text(&split->tokens, token);
    piece->kind = PIECE_COMMAND;
    split->tokens.at = start;
    skip_line(split);
    const char *end = split->tokens.at;
    while (end > start && strchr(" \t\r\n", end[-1]))
        end--;
    piece->span = (Span){token.span.start, token.span.start + (uint32_t)(end - start)};
}

bool split_next(Split *split, Piece *piece)
{
    SqlToken token;
    Pass pass = {0};
    do
        if (!sql_token_next(&split->tokens, &token))
            return false;
    while (is_sign(split, token, ';'));
    *piece = (Piece){.span = token.span, .first = token.span};
    if (is_sign(split, token, '\\') || (split->sqlite && is_sign(split, token, '.'))) {
        take_command(split, token, piece);
        return true;
    }
    bool over = take_token(split, &pass, token);
    while (!over) {
        if (token.kind == SQL_ERROR) {
            piece->kind = PIECE_BROKEN;
            piece->first = token.span;
        }
        piece->span.end = token.span.end;
        piece->deep = piece->deep || pass.nests > NESTS_MAX;
        over = !sql_token_next(&split->tokens, &token) || take_token(split, &pass, token);
    }
    if (pass.copies_rows)
        skip_rows(split);
    return true;
}
