// SPDX-License-Identifier: MIT
// Texts as C holds them: strings that no compiler finds too long, comments that end where they should.
#include <stdarg.h>
#include <string.h>

#include "gen/emit/stub_job.h"

enum { LONGEST_STRING = 4000, WIDTH = 90 }; // C11 promises 4095 characters

void stub_put(Text *out, ...)
{
    va_list texts;
    va_start(texts, out);
    for (const char *text = va_arg(texts, const char *); text; text = va_arg(texts, const char *))
        text_add(out, text, strlen(text));
    va_end(texts);
}

const char *stub_join(Arena *arena, ...)
{
    va_list texts;
    size_t length = 0;
    va_start(texts, arena);
    for (const char *text = va_arg(texts, const char *); text; text = va_arg(texts, const char *))
        length += strlen(text);
    va_end(texts);
    char *joined = arena_bytes(arena, length + 1), *at = joined;
    va_start(texts, arena);
    for (const char *text = va_arg(texts, const char *); text; text = va_arg(texts, const char *)) {
        size_t part = strlen(text);
        memcpy(at, text, part);
        at += part;
    }
    va_end(texts);
    *at = '\0';
    return joined;
}

void stub_number(Text *out, int64_t number)
{
    char digits[24], *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        *--at = '-';
    text_add(out, at, (size_t)(digits + sizeof digits - at));
}

static bool is_plain(const char *bytes, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (byte < 32 || byte == 127 || byte == '"' || byte == '\\' || byte == '?')
            return false;
    }
    return true;
}

static void one_byte(Text *text, unsigned char byte, unsigned char before)
{
    static const char letters[] = "n\nt\tr\r\"\"\\\\";
    for (const char *at = letters; *at; at += 2)
        if (at[1] == (char)byte) {
            text_printf(text, "\\%c", *at);
            return;
        }
    if (byte == '?' && before == '?') // a trigraph otherwise
        text_puts(text, "\\?");
    else if (byte < 32 || byte == 127)
        text_printf(text, "\\%03o", (unsigned)byte);
    else
        text_char(text, (char)byte);
}

static void as_literal(Text *text, const char *bytes, size_t length)
{
    size_t column = 0;
    text_char(text, '"');
    if (length <= WIDTH && is_plain(bytes, length)) {
        text_add(text, bytes, length);
        text_char(text, '"');
        return;
    }
    for (size_t at = 0; at < length; at++, column++) {
        if (at && (bytes[at - 1] == '\n' || (column >= WIDTH && bytes[at - 1] == ' '))) {
            text_puts(text, "\"\n    \"");
            column = 0;
        }
        one_byte(text, (unsigned char)bytes[at], at ? (unsigned char)bytes[at - 1] : 0);
    }
    text_char(text, '"');
}

// Longer ones are a compound literal of characters, which has no limit.
static void as_characters(Text *text, const char *bytes, size_t length)
{
    text_puts(text, "(const char[]){");
    for (size_t at = 0; at < length; at++)
        text_printf(text, "%s'\\%03o',", at % 12 ? " " : "\n    ", (unsigned)(unsigned char)bytes[at]);
    text_puts(text, " 0}");
}

void stub_string(Text *text, const char *bytes, size_t length)
{
    if (length > LONGEST_STRING)
        as_characters(text, bytes, length);
    else
        as_literal(text, bytes, length);
}

// A backslash at the end of a line, also one written as ??/, would take the next line with it.
static void comment_line(Text *text, const char *indent, const char *bytes, size_t length)
{
    while (length && (bytes[length - 1] == ' ' || bytes[length - 1] == '\t' || bytes[length - 1] == '\r'))
        length--;
    PUT(text, indent, "//", length ? " " : "");
    if (is_plain(bytes, length)) {
        text_add(text, bytes, length);
        text_char(text, '\n');
        return;
    }
    for (size_t at = 0; at < length; at++) {
        bool trigraph = bytes[at] == '?' && at && bytes[at - 1] == '?';
        text_puts(text, trigraph ? " " : "");
        text_char(text, bytes[at] == '\t' || (unsigned char)bytes[at] >= 32 ? bytes[at] : ' ');
    }
    if (length && bytes[length - 1] == '\\')
        text_char(text, '.');
    text_char(text, '\n');
}

void stub_comment(Text *text, const char *indent, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        const char *stop = newline ? newline : end;
        comment_line(text, indent, bytes, (size_t)(stop - bytes));
        bytes = stop + 1;
    }
}

void stub_doc(StubJob *job, const char *indent, Span doc)
{
    if (!span_is_set(doc))
        return;
    const char *at = span_text(job->model->sources, doc), *end = at + span_length(doc), *line;
    for (size_t length; ast_doc_line(&at, end, &line, &length);) {
        size_t slashes = length > 3 && line[3] == ' ' ? 4 : 3;
        comment_line(job->header, indent, line + slashes, length - slashes);
    }
}

const char *stub_line(Arena *arena, const char *bytes, size_t length, size_t most)
{
    char *line = arena_bytes(arena, length + 4);
    size_t out = 0, at = 0;
    bool blank = false;
    for (; at < length && out < most; at++) {
        bool space = (unsigned char)bytes[at] <= ' ';
        if (!space) {
            if (blank && out)
                line[out++] = ' ';
            line[out++] = bytes[at];
        }
        blank = space;
    }
    bool cut = at < length;
    while (cut && out && ((unsigned char)line[out - 1] & 0xc0) == 0x80) // no half characters
        out--;
    out -= cut && out;
    memcpy(line + out, cut ? "..." : "", cut ? 4 : 1);
    return line;
}
