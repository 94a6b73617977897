// SPDX-License-Identifier: MIT
// Diagnostics: gathered while the stages run, shown once, in the order of the text.
#ifndef GRAMMAR_BASE_DIAG_H
#define GRAMMAR_BASE_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "source.h"

typedef enum DiagId {
#define DIAG(id, code, severity, format) DIAG_##id,
#include "diag.def"
#undef DIAG
    DIAG_COUNT
} DiagId;

// DATABASE: an error that lies in a database or the way to it.
typedef enum Severity { SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_REFUSED, SEVERITY_DATABASE } Severity;

typedef struct DiagNote {
    struct DiagNote *next;
    Span span;
    const char *text;
    bool is_fix; // text replaces the bytes of span
} DiagNote;

typedef struct DiagItem {
    struct DiagItem *next;
    DiagId id;
    Severity severity;
    Span span; // {0, 0} when no place in a file is meant
    const char *text;
    DiagNote *notes, *last_note;
} DiagItem;

typedef struct Diag {
    const Sources *sources;
    Arena *arena;
    DiagItem *items, *last;
    size_t errors, warnings, refusals;
    size_t limited, dropped; // counted against the limit; past it, counted only
    bool database;           // some error is of severity DATABASE
    bool warnings_are_errors;
    bool silenced[DIAG_COUNT];
} Diag;

void diag_init(Diag *, const Sources *, Arena *);

// Reports what diag.def says of `id`; the further arguments fill its format.
void diag_report(Diag *, DiagId, Span, ...);
// These add to what was reported last: a note at the other place involved ({0, 0}: no place),
// and a fix, which is a text to put in place of the span (an empty span: to insert there).
void diag_note(Diag *, Span, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_fix(Diag *, Span, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Takes out what was reported of the same text before, when it was read with other options.
void diag_leave_out(Diag *, const Diag *before);

static inline bool diag_failed(const Diag *diag) { return diag->errors || diag->refusals; }
int diag_exit_code(const Diag *); // 0, 2 for errors, 3 for those of a database, 4 for nothing but refusals

typedef enum DiagFormat { DIAG_TEXT, DIAG_TEXT_COLOUR, DIAG_JSON, DIAG_GITHUB } DiagFormat;
void diag_print(const Diag *, FILE *, DiagFormat);

const char *diag_code(DiagId);
const char *diag_severity_name(Severity);
bool diag_find(const char *code, DiagId *); // by its stable code

// The candidate nearest to `name`, if it is near enough to be meant. Feed all, then ask.
typedef struct Guess {
    const char *name, *best;
    size_t distance;
} Guess;
void guess_feed(Guess *, const char *candidate);
const char *guess_best(const Guess *); // NULL when none is near

#endif
