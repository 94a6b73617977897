// SPDX-License-Identifier: MIT
// The files of a compile. All of them share one space of byte offsets, so that a span of two numbers
// says the file too, and a line is only counted when something is to be said about it.
#ifndef GRAMMAR_BASE_SOURCE_H
#define GRAMMAR_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

// Bytes `start` up to, not including, `end`. {0, 0} is no place: the first file begins at 1.
typedef struct Span {
    uint32_t start, end;
} Span;

typedef struct Source {
    const char *path;  // as the user wrote it, for messages
    const char *text;  // closed by two NULs (flex scans it in place)
    uint32_t base;     // offset of its first byte
    uint32_t length;   // bytes, the closing NULs not counted
    struct LineMark *mark; // of sources_place
} Source;

typedef struct Sources {
    Arena *arena; // owns paths and the list
    Source **files;
    size_t count, size;
} Sources;

// A place as people count it: lines from 1, columns from 1 in bytes, as other compilers do.
typedef struct Place {
    const Source *source;
    uint32_t line, column;
    Span line_span; // the line's text, without its newline
} Place;

typedef enum SourceError { SOURCE_OK, SOURCE_UNREADABLE, SOURCE_TOO_LARGE } SourceError;

void sources_init(Sources *, Arena *);
void sources_free(Sources *);
// Reads a file ("-": standard input). On an error errno says why, and *out is NULL.
SourceError sources_read(Sources *, const char *path, const Source **out);
// Takes text that is not a file; `text` is copied.
const Source *sources_text(Sources *, const char *path, const char *text, size_t length);

const Source *sources_at(const Sources *, uint32_t offset); // NULL when no file holds it
Place sources_place(const Sources *, uint32_t offset);

static inline bool span_is_set(Span span) { return span.start != 0; }
static inline size_t span_length(Span span) { return span.end - span.start; }
static inline Span span_join(Span first, Span last) { return (Span){first.start, last.end}; }
// The bytes of a span, not closed by NUL; valid as long as the Sources.
const char *span_text(const Sources *, Span);

#endif
