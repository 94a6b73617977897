// SPDX-License-Identifier: MIT
#include "grammar/sqltoken.h"

#include <string.h>

enum { SPACE = 1, START = 2, DIGIT = 4, OPERATOR = 8, DOLLAR = 16, STICKY = 32 };

// What a byte can be in. STICKY: an operator with one of these may end in + or -.
static const uint8_t CLASS[256] = {
    ['\t'] = SPACE,
    ['\n'] = SPACE,
    ['\v'] = SPACE,
    ['\f'] = SPACE,
    ['\r'] = SPACE,
    [' '] = SPACE,
    ['0'] = DIGIT,
    ['1'] = DIGIT,
    ['2'] = DIGIT,
    ['3'] = DIGIT,
    ['4'] = DIGIT,
    ['5'] = DIGIT,
    ['6'] = DIGIT,
    ['7'] = DIGIT,
    ['8'] = DIGIT,
    ['9'] = DIGIT,
    ['a'] = START,
    ['b'] = START,
    ['c'] = START,
    ['d'] = START,
    ['e'] = START,
    ['f'] = START,
    ['g'] = START,
    ['h'] = START,
    ['i'] = START,
    ['j'] = START,
    ['k'] = START,
    ['l'] = START,
    ['m'] = START,
    ['n'] = START,
    ['o'] = START,
    ['p'] = START,
    ['q'] = START,
    ['r'] = START,
    ['s'] = START,
    ['t'] = START,
    ['u'] = START,
    ['v'] = START,
    ['w'] = START,
    ['x'] = START,
    ['y'] = START,
    ['z'] = START,
    ['_'] = START,
    ['A'] = START,
    ['B'] = START,
    ['C'] = START,
    ['D'] = START,
    ['E'] = START,
    ['F'] = START,
    ['G'] = START,
    ['H'] = START,
    ['I'] = START,
    ['J'] = START,
    ['K'] = START,
    ['L'] = START,
    ['M'] = START,
    ['N'] = START,
    ['O'] = START,
    ['P'] = START,
    ['Q'] = START,
    ['R'] = START,
    ['S'] = START,
    ['T'] = START,
    ['U'] = START,
    ['V'] = START,
    ['W'] = START,
    ['X'] = START,
    ['Y'] = START,
    ['Z'] = START,
    ['$'] = DOLLAR,
    ['+'] = OPERATOR,
    ['-'] = OPERATOR,
    ['*'] = OPERATOR,
    ['/'] = OPERATOR,
    ['<'] = OPERATOR,
    ['>'] = OPERATOR,
    ['='] = OPERATOR,
    ['~'] = OPERATOR | STICKY,
    ['!'] = OPERATOR | STICKY,
    ['@'] = OPERATOR | STICKY,
    ['#'] = OPERATOR | STICKY,
    ['%'] = OPERATOR | STICKY,
    ['^'] = OPERATOR | STICKY,
    ['&'] = OPERATOR | STICKY,
    ['|'] = OPERATOR | STICKY,
    ['?'] = OPERATOR | STICKY,
};

static unsigned class_of(char byte)
{
    unsigned char at = (unsigned char)byte;
    return at >= 0x80 ? START : CLASS[at];
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

void sql_tokens_begin(SqlTokens *tokens, const char *text, uint32_t base, size_t length)
{
    *tokens = (SqlTokens){text, text, text + length, base};
}

// Behind a comment; NULL when it is never closed. Comments nest, as in PostgreSQL.
static const char *skip_comment(const char *at, const char *end)
{
    unsigned depth = 0;
    while (end - at >= 2) {
        if (at[0] == '/' && at[1] == '*') {
            depth++;
            at += 2;
        } else if (at[0] == '*' && at[1] == '/') {
            at += 2;
            if (--depth == 0)
                return at;
        } else {
            at++;
        }
    }
    return NULL;
}

// To the next token; false when a comment is never closed (at is then where it begins).
static bool skip_space(SqlTokens *tokens)
{
    const char *at = tokens->at, *end = tokens->end;
    for (;;) {
        while (at < end && (class_of(*at) & SPACE))
            at++;
        tokens->at = at;
        if (end - at < 2)
            return true;
        if (at[0] == '-' && at[1] == '-') {
            const char *line = memchr(at, '\n', (size_t)(end - at));
            at = line ? line : end;
        } else if (at[0] == '/' && at[1] == '*') {
            at = skip_comment(at, end);
            if (!at)
                return false;
        } else {
            return true;
        }
    }
}

// Behind a text that begins with its quote; NULL when it is never closed.
static const char *skip_quoted(const char *at, const char *end, bool escapes)
{
    char quote = *at++;
    while (at < end) {
        if (*at == quote) {
            if (end - at < 2 || at[1] != quote)
                return at + 1;
            at += 2;
        } else if (escapes && *at == '\\' && end - at >= 2) {
            at += 2;
        } else {
            at++;
        }
    }
    return NULL;
}

// Behind $tag$ at `at`; NULL when that is no dollar quote.
static const char *skip_tag(const char *at, const char *end)
{
    for (at++; at < end && *at != '$'; at++)
        if (!(class_of(*at) & (START | DIGIT)))
            return NULL;
    return at < end ? at + 1 : NULL;
}

static const char *find_tag(const char *at, const char *end, const char *tag, size_t length)
{
    while ((size_t)(end - at) >= length) {
        at = memchr(at, '$', (size_t)(end - at) - length + 1);
        if (!at)
            return NULL;
        if (!memcmp(at, tag, length))
            return at;
        at++;
    }
    return NULL;
}

static const char *skip_number(const char *at, const char *end)
{
    bool hex = end - at >= 2 && at[0] == '0' && strchr("xXoObB", at[1]) && at[1];
    while (at < end && ((class_of(*at) & DIGIT) || *at == '_' || (hex && (class_of(*at) & START))))
        at++;
    if (at < end && *at == '.' && !(end - at >= 2 && at[1] == '.'))
        for (at++; at < end && ((class_of(*at) & DIGIT) || *at == '_');)
            at++;
    if (at < end && (*at == 'e' || *at == 'E')) {
        const char *power = at + 1;
        if (power < end && (*power == '+' || *power == '-'))
            power++;
        if (power < end && (class_of(*power) & DIGIT))
            for (at = power; at < end && (class_of(*at) & DIGIT);)
                at++;
    }
    return at;
}

// PostgreSQL's rule: the longest run, cut before a comment, without a closing + or - unless the
// operator has a character that SQL's own operators lack.
static const char *skip_operator(const char *at, const char *end)
{
    const char *start = at;
    bool sticky = false;
    for (; at < end && (class_of(*at) & OPERATOR); at++) {
        if (end - at >= 2 && ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*')))
            break;
        sticky |= (class_of(*at) & STICKY) != 0;
    }
    while (!sticky && at - start > 1 && (at[-1] == '+' || at[-1] == '-'))
        at--;
    return at;
}

static bool finish(SqlTokens *tokens, SqlToken *token, SqlTokenKind kind, const char *end)
{
    if (!end) {
        kind = SQL_ERROR;
        end = tokens->end;
    }
    token->kind = kind;
    token->span.start = tokens->base + (uint32_t)(tokens->at - tokens->text);
    token->span.end = tokens->base + (uint32_t)(end - tokens->text);
    tokens->at = end;
    return true;
}

// A word, or a string or quoted name whose prefix looks like one.
static bool word(SqlTokens *tokens, SqlToken *token)
{
    const char *at = tokens->at, *end = tokens->end;
    while (at < end && (class_of(*at) & (START | DIGIT | DOLLAR)))
        at++;
    size_t length = (size_t)(at - tokens->at);
    if (length == 1 && at < end && *at == '\'' && strchr("eExXbBnN", *tokens->at))
        return finish(tokens, token, SQL_STRING, skip_quoted(at, end, lower(*tokens->at) == 'e'));
    if (length == 1 && lower(*tokens->at) == 'u' && end - at >= 2 && at[0] == '&' &&
        (at[1] == '\'' || at[1] == '"'))
        return finish(tokens, token, at[1] == '"' ? SQL_QUOTED : SQL_STRING, skip_quoted(at + 1, end, false));
    return finish(tokens, token, SQL_WORD, at);
}

static bool dollar(SqlTokens *tokens, SqlToken *token)
{
    const char *at = tokens->at, *end = tokens->end;
    if (end - at >= 2 && (class_of(at[1]) & DIGIT)) {
        for (at++; at < end && (class_of(*at) & DIGIT);)
            at++;
        return finish(tokens, token, SQL_PARAMETER, at);
    }
    const char *body = skip_tag(at, end);
    if (!body)
        return finish(tokens, token, SQL_PUNCTUATION, at + 1);
    size_t length = (size_t)(body - at);
    const char *close = find_tag(body, end, at, length);
    return finish(tokens, token, SQL_STRING, close ? close + length : NULL);
}

static bool colon(SqlTokens *tokens, SqlToken *token)
{
    const char *at = tokens->at;
    bool two = tokens->end - at >= 2 && (at[1] == ':' || at[1] == '=');
    return finish(tokens, token, two ? SQL_OPERATOR : SQL_PUNCTUATION, at + (two ? 2 : 1));
}

bool sql_token_next(SqlTokens *tokens, SqlToken *token)
{
    if (!skip_space(tokens))
        return finish(tokens, token, SQL_ERROR, NULL);
    const char *at = tokens->at, *end = tokens->end;
    if (at == end) {
        finish(tokens, token, SQL_END, end);
        return false;
    }
    unsigned class = class_of(*at);
    if (class & START)
        return word(tokens, token);
    if ((class & DIGIT) || (*at == '.' && end - at >= 2 && (class_of(at[1]) & DIGIT)))
        return finish(tokens, token, SQL_NUMBER, skip_number(at, end));
    if (class & OPERATOR)
        return finish(tokens, token, SQL_OPERATOR, skip_operator(at, end));
    switch (*at) {
    case '\'': return finish(tokens, token, SQL_STRING, skip_quoted(at, end, false));
    case '"':
    case '`': return finish(tokens, token, SQL_QUOTED, skip_quoted(at, end, false));
    case '$': return dollar(tokens, token);
    case ':': return colon(tokens, token);
    default: return finish(tokens, token, SQL_PUNCTUATION, at + 1);
    }
}

bool sql_token_equals(const SqlTokens *tokens, SqlToken token, const char *text)
{
    size_t length = strlen(text);
    if (length != span_length(token.span))
        return false;
    const char *bytes = sql_token_text(tokens, token);
    if (token.kind != SQL_WORD)
        return (token.kind == SQL_OPERATOR || token.kind == SQL_PUNCTUATION) && !memcmp(bytes, text, length);
    for (size_t at = 0; at < length; at++)
        if (lower(bytes[at]) != text[at])
            return false;
    return true;
}

bool sql_token_is_any(const SqlTokens *tokens, SqlToken token, const char *const *texts)
{
    while (*texts && !sql_token_is(tokens, token, *texts))
        texts++;
    return *texts != NULL;
}

bool sql_token_nests(const SqlTokens *tokens, SqlToken token)
{
    enum { LONGEST = 9, MOST = 4 };
    static const char *const WORDS[LONGEST + 1][MOST] = {
        [2] = {"or", "is", "in"},  [3] = {"and", "not"}, [4] = {"join", "case", "like"},
        [5] = {"union", "ilike"},  [6] = {"except"},     [7] = {"between", "collate"},
        [LONGEST] = {"intersect"},
    };
    size_t length = span_length(token.span);
    if (token.kind == SQL_OPERATOR)
        return true;
    if (token.kind != SQL_WORD)
        return sql_token_is(tokens, token, "(") || sql_token_is(tokens, token, "[");
    for (size_t at = 0; length <= LONGEST && at < MOST && WORDS[length][at]; at++)
        if (sql_token_is(tokens, token, WORDS[length][at]))
            return true;
    return false;
}

bool sql_next_of_body(SqlTokens *tokens, Span *span)
{
    SqlToken token;
    int cases = 0;
    *span = (Span){0, 0};
    while (sql_token_next(tokens, &token)) {
        bool word = token.kind == SQL_WORD;
        if (!cases && sql_token_is(tokens, token, ";"))
            return true;
        if (word && !cases && sql_token_is(tokens, token, "end"))
            return false;
        cases += word && sql_token_is(tokens, token, "case");
        cases -= word && sql_token_is(tokens, token, "end");
        *span = span->end ? span_join(*span, token.span) : token.span;
    }
    return false;
}

static bool same_token(const SqlTokens *a, SqlToken a_token, const SqlTokens *b, SqlToken b_token)
{
    size_t length = span_length(a_token.span);
    if (a_token.kind != b_token.kind || length != span_length(b_token.span))
        return false;
    const char *a_text = sql_token_text(a, a_token), *b_text = sql_token_text(b, b_token);
    if (a_token.kind != SQL_WORD)
        return !memcmp(a_text, b_text, length);
    for (size_t at = 0; at < length; at++)
        if (lower(a_text[at]) != lower(b_text[at]))
            return false;
    return true;
}

bool sql_text_equal(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length == b_length && !memcmp(a, b, a_length))
        return true;
    SqlTokens a_tokens, b_tokens;
    sql_tokens_begin(&a_tokens, a, 0, a_length);
    sql_tokens_begin(&b_tokens, b, 0, b_length);
    SqlToken a_token, b_token;
    for (;;) {
        bool a_more = sql_token_next(&a_tokens, &a_token), b_more = sql_token_next(&b_tokens, &b_token);
        if (!a_more || !b_more)
            return a_more == b_more;
        if (!same_token(&a_tokens, a_token, &b_tokens, b_token))
            return false;
    }
}

uint64_t sql_token_hash(uint64_t seed, const SqlTokens *tokens, SqlToken token)
{
    const char *bytes = sql_token_text(tokens, token);
    size_t size = span_length(token.span);
    uint64_t part = 0;
    if (token.kind == SQL_WORD)
        for (size_t at = 0; at < size; at++)
            part = (part ^ (unsigned char)lower(bytes[at])) * 16777619u;
    else
        part = hash_bytes((uint64_t)token.kind, bytes, size);
    return hash_mix(seed, part);
}

uint64_t sql_text_hash(const char *text, size_t length)
{
    SqlTokens tokens;
    SqlToken token;
    uint64_t hash = 0;
    sql_tokens_begin(&tokens, text, 0, length);
    while (sql_token_next(&tokens, &token))
        hash = sql_token_hash(hash, &tokens, token);
    return hash;
}
