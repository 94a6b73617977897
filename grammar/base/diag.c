// SPDX-License-Identifier: MIT
#include "diag.h"

#include <stdarg.h>
#include <string.h>

// A file of garbage has an error per byte; nobody reads more than these.
enum { ITEM_LIMIT = 100 };

static const struct {
    const char *code;
    Severity severity;
    const char *format;
} TABLE[] = {
#define DIAG(id, code, severity, format) {code, SEVERITY_##severity, format},
#include "diag.def"
#undef DIAG
};

void diag_init(Diag *diag, const Sources *sources, Arena *arena)
{
    *diag = (Diag){.sources = sources, .arena = arena};
}

static const char *print(Arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = (size_t)(length < 0 ? 0 : length) + 1;
    char *text = arena_bytes(arena, size);
    vsnprintf(text, size, format, args);
    return text;
}

static void count(Diag *diag, Severity severity)
{
    if (severity == SEVERITY_ERROR || severity == SEVERITY_DATABASE)
        diag->errors++;
    else if (severity == SEVERITY_REFUSED)
        diag->refusals++;
    else
        diag->warnings++;
    diag->database = diag->database || severity == SEVERITY_DATABASE;
}

// Each object that is not carried is another thing the user must know of; nobody wrote them by mistake.
static bool is_past_limit(Diag *diag, DiagId id)
{
    return id != DIAG_NOT_CARRIED && ++diag->limited > ITEM_LIMIT;
}

void diag_report(Diag *diag, DiagId id, Span span, ...)
{
    Severity severity = TABLE[id].severity;
    if (severity == SEVERITY_WARNING && diag->warnings_are_errors)
        severity = SEVERITY_ERROR;
    DiagItem *item = ARENA_NEW(diag->arena, DiagItem);
    diag->last = item; // notes go here even if it is not shown
    if (severity == SEVERITY_WARNING && diag->silenced[id])
        return;
    count(diag, severity);
    if (is_past_limit(diag, id)) {
        diag->dropped++;
        return;
    }
    va_list args;
    va_start(args, span);
    const char *text = print(diag->arena, TABLE[id].format, args);
    va_end(args);
    *item = (DiagItem){.id = id, .severity = severity, .span = span, .text = text};
    DiagItem **place = &diag->items; // kept in the order of the text; equal places in order of report
    while (*place && (*place)->span.start <= span.start)
        place = &(*place)->next;
    item->next = *place;
    *place = item;
}

static bool has_item(const Diag *diag, const DiagItem *wanted)
{
    for (const DiagItem *item = diag->items; item && item->span.start <= wanted->span.start;
         item = item->next)
        if (item->id == wanted->id && item->span.start == wanted->span.start &&
            !strcmp(item->text, wanted->text))
            return true;
    return false;
}

void diag_leave_out(Diag *diag, const Diag *before)
{
    for (DiagItem **place = &diag->items; *place;) {
        const DiagItem *item = *place;
        if (has_item(before, item))
            *place = item->next;
        else
            place = &(*place)->next;
    }
}

static void add_note(Diag *diag, Span span, bool is_fix, const char *text)
{
    DiagNote *note = ARENA_NEW(diag->arena, DiagNote);
    *note = (DiagNote){.span = span, .text = text, .is_fix = is_fix};
    DiagItem *item = diag->last;
    if (item->last_note)
        item->last_note->next = note;
    else
        item->notes = note;
    item->last_note = note;
}

void diag_note(Diag *diag, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_note(diag, span, false, print(diag->arena, format, args));
    va_end(args);
}

void diag_fix(Diag *diag, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_note(diag, span, true, print(diag->arena, format, args));
    va_end(args);
}

int diag_exit_code(const Diag *diag)
{
    return diag->database ? 3 : diag->errors ? 2 : diag->refusals ? 4 : 0;
}

const char *diag_code(DiagId id)
{
    return TABLE[id].code;
}

const char *diag_severity_name(Severity severity)
{
    static const char *const NAMES[] = {"warning", "error", "refused", "error"};
    return NAMES[severity];
}

bool diag_find(const char *code, DiagId *id)
{
    for (int at = 0; at < DIAG_COUNT; at++)
        if (!strcmp(TABLE[at].code, code)) {
            *id = (DiagId)at;
            return true;
        }
    return false;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

// The optimal string alignment distance: insert, delete, replace, swap of neighbours.
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    enum { WIDEST = 64 };
    size_t rows[3][WIDEST + 1];
    if (a_length > WIDEST || b_length > WIDEST)
        return WIDEST;
    for (size_t at = 0; at <= b_length; at++)
        rows[0][at] = at;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            now[j] = least(before[j - 1] + (a[i - 1] != b[j - 1]), least(now[j - 1], before[j]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

void guess_feed(Guess *guess, const char *candidate)
{
    size_t length = strlen(guess->name), other = strlen(candidate), most = length / 3 + (length == 2);
    if (length > other + most || other > length + most)
        return;
    size_t far = distance(guess->name, length, candidate, other);
    // Of two that are as near the longer one: a letter is left out more often than put in.
    bool nearer =
        !guess->best || far < guess->distance || (far == guess->distance && other > strlen(guess->best));
    if (far <= most && nearer) {
        guess->best = candidate;
        guess->distance = far;
    }
}

const char *guess_best(const Guess *guess)
{
    return guess->best;
}
