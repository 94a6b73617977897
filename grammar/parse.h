// SPDX-License-Identifier: MIT
// The only door to flex and bison: text in, one declaration after the other out.
#ifndef GRAMMAR_PARSE_H
#define GRAMMAR_PARSE_H

#include "grammar/ast.h"
#include "grammar/base/diag.h"

// Takes one top-level declaration. It lives in an arena that is emptied after the call, unless the
// sink answers true: so a file of any size needs the memory of its longest declaration only.
typedef bool ParseSink(void *context, Item *);

typedef struct ParseInput {
    const Source *source;
    Words *words; // prepared by parse_words
    Arena *arena; // where declarations live
    Diag *diag;
    ParseSink *sink;
    void *context;
} ParseInput;

// Makes the language's keywords known; once for each Words.
void parse_words(Words *);
// Is that piece of a source text as people can read it? False after reporting where it is not.
bool parse_check_text(const Source *, Span, Diag *);
// False when something was wrong; it has been reported, and what could be read was given to the sink.
bool parse_source(const ParseInput *);
// Scans to the end without parsing, by both scanners: what stands in parentheses as SQL has tokens of its
// own. Their number; for measuring.
size_t parse_scan_only(const ParseInput *);

#endif
