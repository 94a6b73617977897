// SPDX-License-Identifier: MIT
// How diagnostics look: as other compilers show them, as JSON lines, or as a code host's annotations.
#include <string.h>
#include <utf8proc.h>

#include "diag.h"

static const char BOLD[] = "\033[1m", RED[] = "\033[1;31m", PURPLE[] = "\033[1;35m", GREEN[] = "\033[32m",
                  PLAIN[] = "\033[0m";

// Source text may hold anything; a terminal must not obey it. Tabs become one blank; what controls, what
// reorders the text around it and what is not UTF-8 becomes '?'.
static void put_line(FILE *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t rune = 0;
        utf8proc_ssize_t bytes =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &rune);
        utf8proc_category_t category = bytes > 0 ? utf8proc_category(rune) : UTF8PROC_CATEGORY_CC;
        if (rune == '\t')
            fputc(' ', out);
        else if (category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF)
            fputc('?', out);
        else
            fwrite(text + at, 1, (size_t)bytes, out);
        at += bytes > 0 ? (size_t)bytes : 1;
    }
}

// Columns up to a byte: UTF-8 continuation bytes take no room.
static size_t width(const char *text, size_t length)
{
    size_t cells = 0;
    for (size_t at = 0; at < length; at++)
        cells += ((unsigned char)text[at] & 0xc0) != 0x80;
    return cells;
}

enum { SHOWN = 160 }; // bytes of a line; generated files have lines of megabytes

static void put_caret(const Diag *diag, FILE *out, Span span, const char *colour, const char *fix)
{
    Place place = sources_place(diag->sources, span.start);
    if (!place.source)
        return;
    const char *line = span_text(diag->sources, place.line_span);
    size_t length = span_length(place.line_span), before = place.column - 1, skipped = 0;
    if (before > SHOWN / 2 && length > SHOWN)
        skipped = before - SHOWN / 2;
    while (skipped && ((unsigned char)line[skipped] & 0xc0) == 0x80)
        skipped--;
    size_t shown = length - skipped > SHOWN ? SHOWN : length - skipped;
    size_t marked = span_length(span);
    if (before > skipped + shown)
        before = skipped + shown;
    if (marked > skipped + shown - before)
        marked = skipped + shown - before;
    fprintf(out, "%5u | ", place.line);
    put_line(out, line + skipped, shown);
    fprintf(out, "\n      | %*s%s^", (int)width(line + skipped, before - skipped), "", colour);
    for (size_t cells = width(line + before, marked); cells > 1; cells--)
        fputc('~', out);
    fprintf(out, "%s\n", *colour ? PLAIN : "");
    if (fix && *fix && !strchr(fix, '\n'))
        fprintf(out, "      | %*s%s%s%s\n", (int)width(line + skipped, before - skipped), "",
                *colour ? GREEN : "", fix, *colour ? PLAIN : "");
}

static void put_place(const Diag *diag, FILE *out, Span span)
{
    Place place = sources_place(diag->sources, span.start);
    if (place.source)
        fprintf(out, "%s:%u:%u: ", place.source->path, place.line, place.column);
    else
        fputs("schemac: ", out);
}

static void print_text(const Diag *diag, FILE *out, const DiagItem *item, bool colour)
{
    const char *ink = !colour ? "" : item->severity == SEVERITY_WARNING ? PURPLE : RED;
    fputs(colour ? BOLD : "", out);
    put_place(diag, out, item->span);
    fprintf(out, "%s%s:%s %s%s%s [%s]\n", ink, diag_severity_name(item->severity), colour ? PLAIN : "",
            colour ? BOLD : "", item->text, colour ? PLAIN : "", diag_code(item->id));
    put_caret(diag, out, item->span, ink, NULL);
    for (const DiagNote *note = item->notes; note; note = note->next) {
        put_place(diag, out, note->span);
        if (!note->is_fix)
            fprintf(out, "note: %s\n", note->text);
        else if (!*note->text)
            fputs("fix: remove it\n", out);
        else if (span_length(note->span))
            fprintf(out, "fix: replace by '%s'\n", note->text);
        else
            fprintf(out, "fix: add '%s'\n", note->text);
        put_caret(diag, out, note->span, colour ? GREEN : "", note->is_fix ? note->text : NULL);
    }
}

static void put_json_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            fprintf(out, "\\%c", byte);
        else if (byte < 0x20)
            fprintf(out, "\\u%04x", byte);
        else
            fputc(byte, out);
    }
    fputc('"', out);
}

static void put_json_place(const Diag *diag, FILE *out, Span span)
{
    Place from = sources_place(diag->sources, span.start), to = sources_place(diag->sources, span.end);
    fputs("\"file\":", out);
    put_json_string(out, from.source ? from.source->path : "");
    fprintf(out, ",\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u", from.line, from.column,
            to.line, to.column);
}

static void print_json(const Diag *diag, FILE *out, const DiagItem *item)
{
    fprintf(out, "{\"severity\":\"%s\",\"code\":\"%s\",", diag_severity_name(item->severity),
            diag_code(item->id));
    put_json_place(diag, out, item->span);
    fputs(",\"message\":", out);
    put_json_string(out, item->text);
    for (int fixes = 0; fixes < 2; fixes++) {
        const char *comma = "";
        fprintf(out, ",\"%s\":[", fixes ? "fixes" : "notes");
        for (const DiagNote *note = item->notes; note; note = note->next) {
            if (note->is_fix != fixes)
                continue;
            fprintf(out, "%s{", comma);
            put_json_place(diag, out, note->span);
            fprintf(out, ",\"%s\":", fixes ? "replacement" : "message");
            put_json_string(out, note->text);
            fputc('}', out);
            comma = ",";
        }
        fputc(']', out);
    }
    fputs("}\n", out);
}

static void put_escaped(FILE *out, const char *text)
{
    for (; *text; text++)
        if (strchr("%\r\n:,", *text))
            fprintf(out, "%%%02X", (unsigned char)*text);
        else
            fputc(*text, out);
}

static void print_github(const Diag *diag, FILE *out, const DiagItem *item)
{
    Place place = sources_place(diag->sources, item->span.start);
    fprintf(out, "::%s file=", item->severity == SEVERITY_WARNING ? "warning" : "error");
    put_escaped(out, place.source ? place.source->path : "");
    fprintf(out, ",line=%u,col=%u,title=%s::", place.line, place.column, diag_code(item->id));
    put_escaped(out, item->text);
    fputc('\n', out);
}

void diag_print(const Diag *diag, FILE *out, DiagFormat format)
{
    for (const DiagItem *item = diag->items; item; item = item->next) {
        if (format == DIAG_JSON)
            print_json(diag, out, item);
        else if (format == DIAG_GITHUB)
            print_github(diag, out, item);
        else
            print_text(diag, out, item, format == DIAG_TEXT_COLOUR);
    }
    if (diag->dropped && (format == DIAG_TEXT || format == DIAG_TEXT_COLOUR))
        fprintf(out, "schemac: %zu more not shown\n", diag->dropped);
}
