// SPDX-License-Identifier: MIT
#define _GNU_SOURCE // memmem
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "grammar/scan.h"

// The words after which a "(" begins SQL. A plain word leaves the question open (`= now()`, `check x ()`);
// any other keyword settles it.
static void note_keyword(ParseJob *job, int token)
{
    static const int BEFORE_SQL[] = {TOK_CHECK, TOK_WHERE,  TOK_AS,      TOK_DEFAULT,
                                     TOK_AUTO,  TOK_ALWAYS, TOK_OPTIONS, TOK_WITH};
    if (token == TOK_WAS)
        return; // check new was old (…)
    job->slice_next = false;
    for (size_t at = 0; at < sizeof BEFORE_SQL / sizeof *BEFORE_SQL; at++)
        job->slice_next = job->slice_next || (token == BEFORE_SQL[at] && !job->names_next);
    job->names_next = token == TOK_SEED || token == TOK_VIEW;
    if (token == TOK_SEED)
        job->seed_head = true;
}

int scan_word(ParseJob *job, SCH_STYPE *value, const char *text, size_t length)
{
    const Word *word = words_get(job->in.words, text, length);
    value->TOK_WORD = word;
    if (!word->keyword) {
        job->names_next = false;
        return TOK_WORD;
    }
    note_keyword(job, (int)word->keyword);
    return (int)word->keyword;
}

int scan_folded(ParseJob *job, SCH_STYPE *value, const char *text, size_t length)
{
    char *folded = arena_copy(job->in.arena, text, length);
    for (size_t at = 0; at < length; at++)
        if (folded[at] >= 'A' && folded[at] <= 'Z')
            folded[at] = (char)(folded[at] + ('a' - 'A'));
    return scan_word(job, value, folded, length);
}

int scan_quoted(ParseJob *job, SCH_STYPE *value, Span span, const char *text)
{
    size_t length = span_length(span), used = 0;
    char *name = arena_bytes(job->in.arena, length);
    for (size_t at = 1; at + 1 < length; at++) {
        name[used++] = text[at];
        if (text[at] == '"')
            at++;
    }
    value->TOK_WORD = words_get(job->in.words, name, used);
    return TOK_QUOTED; // like a plain word, it leaves the question of note_keyword() open
}

bool scan_begins_slice(ParseJob *job)
{
    bool slice = job->slice_next || job->seed_body || job->in_list || job->clause;
    job->slice_next = false;
    if (!slice)
        job->in_list = true; // a "(" inside a list is an expression: index (lower(email))
    return slice;
}

void scan_opens_block(ParseJob *job)
{
    job->clause = false;
    job->seed_body = job->seed_head;
    job->seed_head = false;
    job->in_list = false;
}

void scan_closes_block(ParseJob *job)
{
    job->seed_head = job->seed_body = false;
    job->in_list = false;
}

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || byte == '$' || (unsigned char)byte >= 0x80;
}

// Behind the quote at `at`; `end` when it never closes. E'…' knows the backslash.
static const char *skip_quoted(const char *begin, const char *at, const char *end)
{
    char quote = *at;
    bool escapes = quote == '\'' && at > begin && (at[-1] == 'e' || at[-1] == 'E') &&
                   (at - 1 == begin || !is_word_byte(at[-2]));
    for (at++; at < end; at++) {
        if (escapes && *at == '\\')
            at++;
        else if (*at == quote)
            return at + 1;
    }
    return end;
}

static const char *skip_line(const char *at, const char *end)
{
    const char *line = memchr(at, '\n', (size_t)(end - at));
    return line ? line : end;
}

static const char *skip_comment(const char *at, const char *end)
{
    int depth = 1; // PostgreSQL's comments nest
    for (at += 2; at + 1 < end; at++) {
        if (at[0] == '*' && at[1] == '/') {
            at++;
            if (!--depth)
                return at + 1;
        } else if (at[0] == '/' && at[1] == '*') {
            at++;
            depth++;
        }
    }
    return end;
}

// Behind the dollar quote that may begin at `at`: at + 1 when it is only a dollar, `end` if never closed.
static const char *skip_dollar(const char *at, const char *end)
{
    const char *tag = at + 1;
    while (tag < end && is_word_byte(*tag) && *tag != '$')
        tag++;
    if (tag == end || *tag != '$' || isdigit((unsigned char)at[1]))
        return at + 1;
    size_t length = (size_t)(tag + 1 - at);
    const char *close = memmem(tag + 1, (size_t)(end - tag - 1), at, length);
    return close ? close + length : end;
}

static const char *text_end(const ParseJob *job)
{
    return job->in.source->text + job->in.source->length;
}

size_t scan_dollar(ParseJob *job, const char *head, size_t length)
{
    const char *body = head + length, *end = text_end(job);
    const char *close = memmem(body, (size_t)(end - body), head, length);
    return close ? (size_t)(close - body) + length : 0;
}

size_t scan_slice(ParseJob *job, const char *head, size_t length)
{
    const char *begin = head + length, *at = begin, *end = text_end(job);
    size_t depth = 1;
    while (at < end) {
        const char *next = at + 1;
        if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return (size_t)(next - begin);
        else if (*at == '\'' || *at == '"')
            next = skip_quoted(begin, at, end);
        else if (*at == '$' && (at == begin || !is_word_byte(at[-1])))
            next = skip_dollar(at, end);
        else if (*at == '-' && next < end && *next == '-')
            next = skip_line(at, end);
        else if (*at == '/' && next < end && *next == '*')
            next = skip_comment(at, end);
        at = next;
    }
    return 0;
}

void scan_unclosed(ParseJob *job, Span span, const char *what)
{
    diag_report(job->in.diag, DIAG_OPEN_TEXT, (Span){span.start, span.start + 1}, what);
    job->stopped = true;
    job->errors++;
}

void scan_sql_comment(ParseJob *job, Span span)
{
    diag_report(job->in.diag, DIAG_SYNTAX, span, "'--' is not expected here");
    diag_note(job->in.diag, (Span){0}, "a comment begins with //");
    job->lost++;
    job->errors++;
}

void scan_bad_byte(ParseJob *job, Span span, char byte)
{
    char shown[16];
    if (isprint((unsigned char)byte))
        snprintf(shown, sizeof shown, "'%c'", byte);
    else
        snprintf(shown, sizeof shown, "byte 0x%02x", (unsigned char)byte);
    diag_report(job->in.diag, DIAG_BAD_BYTE, span, shown);
    job->lost++;
    if (byte == '#')
        diag_note(job->in.diag, (Span){0}, "a comment begins with //");
    else if (byte && strchr("<>*/%|&~^@:", byte))
        diag_note(job->in.diag, (Span){0}, "operators are SQL, which stands in parentheses");
    job->errors++;
}
