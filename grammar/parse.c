// SPDX-License-Identifier: MIT
#include "grammar/parse.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "grammar/expr.h"
#include "grammar/scan.h"

// flex declares these in the scanner's own file only.
int sch_lex_init_extra(ParseJob *job, void **scanner);
void *sch__scan_buffer(char *base, size_t size, void *scanner);
int sch_lex_destroy(void *scanner);

void parse_words(Words *words)
{
    sch_keywords(words);
}

// Text has no NUL, is UTF-8, and holds none of the marks that make it read otherwise than it runs
// (CVE-2021-42574).
bool parse_check_text(const Source *source, Span span, Diag *diag)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)source->text;
    uint32_t end = span.end - source->base;
    for (uint32_t at = span.start - source->base; at < end;) {
        if (bytes[at] && bytes[at] < 0x80) {
            at++;
            continue;
        }
        utf8proc_int32_t rune = 0;
        utf8proc_ssize_t length = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(end - at), &rune);
        bool bidi = (rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069);
        if (length <= 0 || rune == 0 || bidi) {
            const char *why = bidi         ? "this invisible mark reorders the text around it"
                              : length > 0 ? "text holds no NUL; is this a text in UTF-8?"
                                           : "this is not UTF-8 text";
            diag_report(diag, DIAG_BAD_UTF8, (Span){source->base + at, source->base + at + 1}, why);
            return false;
        }
        at += (uint32_t)length;
    }
    return true;
}

static bool check_text(const ParseInput *in)
{
    const Source *source = in->source;
    return parse_check_text(source, (Span){source->base, source->base + source->length}, in->diag);
}

static bool begin(ParseJob *job, const ParseInput *in, void **scanner)
{
    *job = (ParseJob){.in = *in, .offset = in->source->base, .block.dialects = DIALECTS_ALL};
    job->mark = arena_mark(in->arena);
    if (sch_lex_init_extra(job, scanner))
        return false;
    // The source closes its text by the two NULs that flex wants, so that it is scanned in place.
    sch__scan_buffer((char *)(uintptr_t)in->source->text, in->source->length + 2, *scanner);
    return true;
}

bool parse_tokens(const ParseInput *in, Tokens *tokens)
{
    ParseJob job;
    void *scanner;
    if (!check_text(in) || !begin(&job, in, &scanner))
        return false;
    job.tokens = tokens;
    int status = sch_parse(scanner, &job);
    scan_restore(scanner);
    sch_lex_destroy(scanner);
    return status == 0 && job.errors == 0;
}

bool parse_source(const ParseInput *in)
{
    return parse_tokens(in, NULL);
}

size_t parse_scan_only(const ParseInput *in)
{
    ParseJob job;
    void *scanner;
    size_t count = 0;
    SCH_STYPE value;
    SCH_LTYPE span;
    if (!check_text(in) || !begin(&job, in, &scanner))
        return 0;
    for (int token; (token = sch_lex(&value, &span, scanner, &job)) > 0; count++) {
        if (token != TOK_SLICE)
            continue;
        ArenaMark mark = arena_mark(in->arena);
        Span inside = job_inside(span);
        count += expr_scan_only(in->words, in->arena, span_text(in->diag->sources, inside), inside);
        arena_release(in->arena, mark);
    }
    sch_lex_destroy(scanner);
    return count;
}

void tokens_add(Tokens *tokens, Token token)
{
    if (tokens->count == tokens->size) {
        size_t size = tokens->size ? tokens->size * 2 : 256;
        Token *more = ARENA_ARRAY(tokens->arena, Token, size);
        if (tokens->count)
            memcpy(more, tokens->at, tokens->count * sizeof *more);
        tokens->at = more;
        tokens->size = size;
    }
    tokens->at[tokens->count++] = token;
}

static bool expects(const char *const *expected, int count, const char *name)
{
    for (int at = 0; at < count; at++)
        if (!strcmp(expected[at], name))
            return true;
    return false;
}

static const char *quote(ParseJob *job, Span span)
{
    enum { SHOWN = 30 };
    size_t length = span_length(span);
    const char *text = span_text(job->in.diag->sources, span);
    const char *line = memchr(text, '\n', length);
    bool cut = length > SHOWN || line, quoted = *text == '\'' || *text == '"';
    if (line)
        length = (size_t)(line - text);
    if (length > SHOWN)
        length = SHOWN;
    const char *mark = quoted && !cut ? "" : "'";
    return arena_print(job->in.arena, "%s%.*s%s%s", mark, (int)length, text, cut ? "..." : "", mark);
}

// What people who know SQL write, and what is meant by it here.
static void note_habit(ParseJob *job, Span span, const char *const *expected, int count)
{
    Diag *diag = job->in.diag;
    const char *text = span_text(diag->sources, span);
    size_t length = span_length(span);
    if (*text == '{' && expects(expected, count, ";"))
        diag_note(diag, (Span){0}, "is a '}' missing above? A new block cannot begin inside of this one");
    else if (*text == ',' && expects(expected, count, ";"))
        diag_fix(diag, span, ";");
    else if (*text == '(' && expects(expected, count, "{"))
        diag_note(diag, (Span){0}, "what belongs to it stands between { and }, each with a ';' behind it");
    else if (*text == '"' && expects(expected, count, "a 'text'"))
        diag_fix(diag, span, "'%.*s'", (int)length - 2, text + 1);
    else if (length == 6 && !strncasecmp(text, "create", 6))
        diag_note(diag, (Span){0}, "a schema states what is: table NAME { … }, without 'create'");
    else if (*text == '-' && (expects(expected, count, "table") || expects(expected, count, "}")))
        diag_note(diag, (Span){0}, "a comment begins with //");
    else if (length == 1 && strchr("+-", *text))
        diag_note(diag, (Span){0}, "an expression stands in parentheses");
}

// "'{' or 'was'", in the message's own arena; NULL when there are too many to help.
static const char *list_expected(ParseJob *job, const char *const *expected, int count)
{
    enum { SHOWN = 5 };
    const char *list = NULL;
    if (count > SHOWN)
        return NULL;
    for (int at = 0; at < count; at++) {
        const char *plain =
            strchr(expected[at], ' ') ? expected[at] : arena_print(job->in.arena, "'%s'", expected[at]);
        list =
            list ? arena_print(job->in.arena, "%s%s%s", list, at + 1 < count ? ", " : " or ", plain) : plain;
    }
    return list;
}

static bool on_new_line(ParseJob *job, Span span)
{
    if (!job->previous || job->previous >= span.start)
        return false;
    const char *between = span_text(job->in.diag->sources, (Span){job->previous, span.start});
    return memchr(between, '\n', span.start - job->previous) != NULL;
}

void job_unexpected(ParseJob *job, Span span, bool at_end, const char *const *expected, int count)
{
    Diag *diag = job->in.diag;
    bool begins = expects(expected, count, "table"); // a declaration could begin here
    Guess guess = {.name = words_get(job->in.words, span_text(diag->sources, span), span_length(span))->text};
    for (int at = 0; at < count && !at_end && isalpha((unsigned char)*guess.name); at++)
        if (islower((unsigned char)*expected[at]) && !strchr(expected[at], ' '))
            guess_feed(&guess, expected[at]);
    if (job->lost++ && begins && !guess_best(&guess))
        return;
    job->errors++;
    bool closes = !at_end && *span_text(diag->sources, span) == '}';
    bool inside = !begins && !expects(expected, count, "}"); // something has begun that a ';' would end
    if (inside && expects(expected, count, ";") && (at_end || closes || on_new_line(job, span))) {
        Span behind = {job->previous, job->previous};
        diag_report(diag, DIAG_SYNTAX, behind, "';' is missing here");
        diag_fix(diag, behind, ";");
        return;
    }
    const char *list = list_expected(job, expected, count);
    const char *found = at_end ? "the end of the file" : quote(job, span);
    const char *said = list ? arena_print(job->in.arena, "%s is not expected here, but %s", found, list)
                            : arena_print(job->in.arena, "%s is not expected here", found);
    diag_report(diag, DIAG_SYNTAX, span, said);
    if (!at_end)
        note_habit(job, span, expected, count);
    if (guess_best(&guess) && strcmp(guess_best(&guess), guess.name))
        diag_fix(diag, span, "%s", guess_best(&guess));
}
