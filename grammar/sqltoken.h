// SPDX-License-Identifier: MIT
// Tokens of SQL text, read in place without memory of its own. What the expression grammar does not
// know (views, bodies, exotic expressions) is compared and searched through these.
#ifndef GRAMMAR_SQLTOKEN_H
#define GRAMMAR_SQLTOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar/base/source.h"
#include "grammar/base/words.h"

typedef enum SqlTokenKind {
    SQL_END,
    SQL_WORD,   // name or keyword, as written: its case says nothing
    SQL_QUOTED, // "name", `name` (U&"name" too)
    SQL_STRING, // '…' with any prefix (E B X N U&), $tag$…$tag$
    SQL_NUMBER,
    SQL_OPERATOR,    // a run of operator characters, cut as PostgreSQL cuts it; also :: := =>
    SQL_PUNCTUATION, // one of ( ) [ ] { } , ; . : \ or a byte that begins nothing
    SQL_PARAMETER,   // $1 ?1 :name @name are left to the dialects; only $1 is one here
    SQL_ERROR,       // a string, quoted name or comment that is never closed; reaches to the end
} SqlTokenKind;

typedef struct SqlToken {
    SqlTokenKind kind;
    Span span;
} SqlToken;

typedef struct SqlTokens {
    const char *text, *at, *end;
    uint32_t base;
} SqlTokens;

// `text` needs no closing NUL; its first byte stands at offset `base`.
void sql_tokens_begin(SqlTokens *, const char *text, uint32_t base, size_t length);
// False, and kind SQL_END, at the end. White space and comments (-- and nested /* */) are skipped.
bool sql_token_next(SqlTokens *, SqlToken *);

static inline const char *sql_token_text(const SqlTokens *tokens, SqlToken token)
{
    return tokens->text + (token.span.start - tokens->base);
}
// Is it this word (given in lower case) or operator or punctuation?
bool sql_token_equals(const SqlTokens *, SqlToken, const char *text);
static inline bool sql_token_is(const SqlTokens *tokens, SqlToken token, const char *text)
{
    // Most tokens differ from most words in their first letter.
    return token.span.start != token.span.end && (*sql_token_text(tokens, token) | 0x20) == (*text | 0x20) &&
           sql_token_equals(tokens, token, text);
}
bool sql_token_is_any(const SqlTokens *, SqlToken, const char *const *texts); // up to a NULL
// May a parser of expressions go one level deeper for it? An operator, as a word too, or an opening bracket.
bool sql_token_nests(const SqlTokens *, SqlToken);
// The next statement of a body behind its `begin atomic`: one; another; end. False at the end; nothing
// else ends so.
bool sql_next_of_body(SqlTokens *, Span *);

// The name that the text of a SQL_WORD or SQL_QUOTED token stands for: folded to lower case (ASCII) or
// with its quotes taken off and doubled ones halved.
const Word *sql_name(Words *, const char *text, size_t length);
const Word *sql_token_name(Words *, const SqlTokens *, SqlToken); // NULL: it is a token of another kind
// The bytes that a plain, E'' or $$ string stands for. NULL: it has an escape for NUL, for half a
// character or for none, or it is a B'', X'', N'' or U&'' string.
const Word *sql_string(Words *, Arena *, const char *text, size_t length);

// Token by token, case of words and all space and comments aside. Equal texts have equal hashes.
bool sql_text_equal(const char *a, size_t a_length, const char *b, size_t b_length);
uint64_t sql_text_hash(const char *text, size_t length);
uint64_t sql_token_hash(uint64_t seed, const SqlTokens *, SqlToken); // what that one is made of

#endif
