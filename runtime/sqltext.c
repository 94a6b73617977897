// SPDX-License-Identifier: MIT
#include "sqltext.h"

#include <stdint.h>
#include <string.h>

static const char marker[] = "--schemac ";

// Character classes of our own: those of <ctype.h> depend on the program's locale.
static bool is_letter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_operator(char c)
{
    switch (c) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '<':
    case '>':
    case '=':
    case '~':
    case '!':
    case '@':
    case '#':
    case '%':
    case '^':
    case '&':
    case '|':
    case '?':
    case ':': return true;
    default: return false;
    }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

SrScan sr_scan(const char *text, size_t length, int line, SrDialect dialect)
{
    return (SrScan){.begin = text, .at = text, .end = text + length, .line = line, .dialect = dialect};
}

static bool looking_at(const SrScan *scan, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(scan->end - scan->at) >= length && !memcmp(scan->at, text, length);
}

static char peek(const SrScan *scan, size_t ahead)
{
    return ahead < (size_t)(scan->end - scan->at) ? scan->at[ahead] : '\0';
}

static void advance(SrScan *scan)
{
    if (*scan->at++ == '\n')
        scan->line++;
}

static bool at_line_start(const SrScan *scan)
{
    return scan->at == scan->begin || scan->at[-1] == '\n';
}

static bool is_marker_line(const SrScan *scan)
{
    return peek(scan, 0) == '-' && at_line_start(scan) &&
           (looking_at(scan, marker) || looking_at(scan, "--|"));
}

static void skip_line(SrScan *scan)
{
    const char *newline = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    scan->at = newline ? newline : scan->end;
}

// PostgreSQL's comments nest, SQLite's do not, and SQLite closes one at the end of the text.
static bool skip_block_comment(SrScan *scan)
{
    int depth = 0;
    while (scan->at < scan->end) {
        if (looking_at(scan, "/*") && (depth == 0 || scan->dialect == SR_DIALECT_POSTGRES)) {
            depth++;
            scan->at += 2;
        } else if (looking_at(scan, "*/")) {
            scan->at += 2;
            if (--depth == 0)
                return true;
        } else {
            advance(scan);
        }
    }
    return false;
}

// False when a comment is not closed. Stops before a marker line.
static bool skip_blank(SrScan *scan)
{
    while (scan->at < scan->end) {
        char c = *scan->at;
        if (is_space(c))
            advance(scan);
        else if (c == '-' && looking_at(scan, "--") && !is_marker_line(scan))
            skip_line(scan);
        else if (c != '/' || !looking_at(scan, "/*"))
            return true;
        else if (!skip_block_comment(scan))
            return false;
    }
    return true;
}

// From behind the opening mark to behind the closing one, which stands for itself when doubled.
static bool skip_quoted(SrScan *scan, char close, bool backslashes)
{
    while (scan->at < scan->end) {
        char c = *scan->at;
        advance(scan);
        if (c == '\\' && backslashes && scan->at < scan->end) {
            advance(scan);
        } else if (c == close) {
            if (close == ']' || peek(scan, 0) != close)
                return true;
            advance(scan);
        }
    }
    return false;
}

// The length of a dollar quote's opening tag, "$$" or "$tag$", or 0.
static size_t dollar_tag(const SrScan *scan)
{
    size_t length = 1;
    if (is_digit(peek(scan, 1)))
        return 0;
    while (is_letter(peek(scan, length)) || is_digit(peek(scan, length)))
        length++;
    return peek(scan, length) == '$' ? length + 1 : 0;
}

static bool skip_dollar_quote(SrScan *scan, size_t tag_length)
{
    const char *tag = scan->at;
    scan->at += tag_length;
    while (scan->at < scan->end) {
        if ((size_t)(scan->end - scan->at) >= tag_length && !memcmp(scan->at, tag, tag_length)) {
            scan->at += tag_length;
            return true;
        }
        advance(scan);
    }
    return false;
}

static SrTokenKind scan_marker(SrScan *scan, SrToken *token)
{
    bool more = looking_at(scan, "--|");
    scan->at += more ? 3 : sizeof marker - 1;
    if (more && peek(scan, 0) == ' ')
        scan->at++;
    token->text = scan->at;
    skip_line(scan);
    token->length = (size_t)(scan->at - token->text);
    if (token->length && token->text[token->length - 1] == '\r')
        token->length--;
    return more ? SR_TOKEN_MORE : SR_TOKEN_MARKER;
}

static void skip_word(SrScan *scan)
{
    const char *at = scan->at;
    while (at < scan->end && (is_letter(*at) || is_digit(*at) || *at == '$'))
        at++;
    scan->at = at;
}

static void skip_operator(SrScan *scan)
{
    while (is_operator(peek(scan, 0)) && !looking_at(scan, "--") && !looking_at(scan, "/*"))
        scan->at++;
}

static SrTokenKind scan_quoted(SrScan *scan, char close, SrTokenKind kind)
{
    scan->at++;
    return skip_quoted(scan, close, false) ? kind : SR_TOKEN_OPEN;
}

static SrTokenKind scan_plain(SrScan *scan)
{
    char c = *scan->at;
    bool postgres = scan->dialect == SR_DIALECT_POSTGRES;
    bool sqlite = scan->dialect == SR_DIALECT_SQLITE;
    if (c == '\'')
        return scan_quoted(scan, c, SR_TOKEN_STRING);
    if (c == '"' || (sqlite && c == '`'))
        return scan_quoted(scan, c, SR_TOKEN_QUOTED);
    if (sqlite && c == '[')
        return scan_quoted(scan, ']', SR_TOKEN_QUOTED);
    if (postgres && lower(c) == 'e' && peek(scan, 1) == '\'') {
        scan->at += 2;
        return skip_quoted(scan, '\'', true) ? SR_TOKEN_STRING : SR_TOKEN_OPEN;
    }
    size_t tag = postgres && c == '$' ? dollar_tag(scan) : 0;
    if (tag)
        return skip_dollar_quote(scan, tag) ? SR_TOKEN_STRING : SR_TOKEN_OPEN;
    if (is_letter(c) || is_digit(c)) {
        skip_word(scan);
        return SR_TOKEN_WORD;
    }
    if (is_operator(c)) {
        skip_operator(scan);
        return SR_TOKEN_OPERATOR;
    }
    scan->at++;
    return SR_TOKEN_MARK;
}

SrToken sr_scan_next(SrScan *scan)
{
    const char *open = scan->at;
    bool closed = skip_blank(scan);
    SrToken token = {.kind = SR_TOKEN_END, .text = scan->at, .line = scan->line};
    if (!closed) {
        token.kind = SR_TOKEN_OPEN;
        token.text = open;
    } else if (scan->at == scan->end) {
        return token;
    } else if (is_marker_line(scan)) {
        token.kind = scan_marker(scan, &token);
        return token;
    } else {
        token.kind = scan_plain(scan);
    }
    token.length = (size_t)(scan->at - token.text);
    return token;
}

bool sr_token_is(const SrToken *token, const char *word)
{
    size_t i = 0;
    while (i < token->length && word[i] && lower(token->text[i]) == lower(word[i]))
        i++;
    return token->kind == SR_TOKEN_WORD && i == token->length && !word[i];
}

// Where a statement may hold semicolons of its own: in parentheses (CREATE RULE), and between BEGIN and
// END of a routine's SQL body or of an SQLite trigger. psql decides in the same way.
typedef struct Nesting {
    bool create, routine;
    int words, parens, blocks;
} Nesting;

static void nest_head(Nesting *nesting, const SrToken *token, SrDialect dialect)
{
    if (++nesting->words == 1)
        nesting->create = sr_token_is(token, "create");
    else if (nesting->create && nesting->words <= 5 && !nesting->routine)
        nesting->routine = dialect == SR_DIALECT_SQLITE
                               ? sr_token_is(token, "trigger")
                               : sr_token_is(token, "function") || sr_token_is(token, "procedure");
}

static void nest(Nesting *nesting, const SrToken *token, SrDialect dialect)
{
    if (token->kind == SR_TOKEN_MARK && *token->text == '(')
        nesting->parens++;
    else if (token->kind == SR_TOKEN_MARK && *token->text == ')' && nesting->parens > 0)
        nesting->parens--;
    if (token->kind != SR_TOKEN_WORD)
        return;
    nest_head(nesting, token, dialect);
    if (!nesting->routine || nesting->parens)
        return;
    if (sr_token_is(token, "begin") || (nesting->blocks && sr_token_is(token, "case")))
        nesting->blocks++;
    else if (nesting->blocks && sr_token_is(token, "end"))
        nesting->blocks--;
}

static bool ends_statement(const Nesting *nesting, const SrToken *token)
{
    return token->kind == SR_TOKEN_MARK && *token->text == ';' && !nesting->parens && !nesting->blocks;
}

bool sr_scan_statement(SrScan *scan, SrStatement *statement)
{
    Nesting nesting = {0};
    *statement = (SrStatement){0};
    for (;;) {
        SrToken token = sr_scan_next(scan);
        if (token.kind == SR_TOKEN_END)
            return statement->text != NULL;
        if (token.kind == SR_TOKEN_MARKER || token.kind == SR_TOKEN_MORE)
            continue;
        bool ends = ends_statement(&nesting, &token);
        if (!statement->text && ends)
            continue; // an empty statement
        if (!statement->text) {
            statement->text = token.text;
            statement->line = token.line;
            statement->first = token;
        }
        nest(&nesting, &token, scan->dialect);
        statement->length = (size_t)(token.text + token.length - statement->text);
        statement->closed = ends;
        if (ends || token.kind == SR_TOKEN_OPEN)
            return true;
    }
}

int sr_lines_between(const char *from, const char *to)
{
    int lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

void sr_checksum_begin(SrChecksum *sum)
{
    sum->any = false;
    SHA256_Init(&sum->hash);
}

void sr_checksum_add(SrChecksum *sum, const SrToken *token)
{
    if (sum->any)
        SHA256_Update(&sum->hash, (const uint8_t *)" ", 1);
    SHA256_Update(&sum->hash, (const uint8_t *)token->text, token->length);
    sum->any = true;
}

void sr_checksum_end(SrChecksum *sum, char text[SR_CHECKSUM_SIZE])
{
    memcpy(text, "1:", 2);
    SHA256_End(&sum->hash, text + 2);
}
